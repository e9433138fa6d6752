// How deliveries are packed: batches of private messages, lists for marketing, and calls that name no phone twice.
import { messageKeyOf } from '@offline-push/contracts';
import { aDelivery, deliveries } from '../conformance';
import type { Delivery } from '@offline-push/vendors/vendor';
import { oppo } from '@offline-push/vendors/oppo/index';
import type { OppoSettings } from '@offline-push/vendors/oppo/credential';
import { MAX_BODY_BYTES } from '@offline-push/vendors/oppo/plan';

const NOW_MS = 1_790_000_000_000;
const HEX = '0123456789abcdef0123456789abcdef';
const expiresAtMs = NOW_MS + 600_000;
const settings: OppoSettings = { click: { action: 'open-app' }, bulkCategory: 'NEWS' };

const group = (count: number, name = 'group', fields: Partial<Delivery> = {}) =>
  deliveries(count, { messageKey: messageKeyOf('demo', name), expiresAtMs, ...fields });
const bulk = (count: number, name = 'bulk') =>
  group(count, name, { content: { title: 'news', class: 'bulk' } });
const calls = (asked: Delivery[]) => oppo.plan(asked, settings, NOW_MS).calls;
const shapeOf = (asked: Delivery[]) =>
  calls(asked).map(({ request, deliveries: list }) => `${request.step} ${list.length}`);
const formOf = (body: string) => new URLSearchParams(body);
const messagesIn = (call: ReturnType<typeof calls>[number]) =>
  JSON.parse(formOf((call.request as { body: string }).body).get('messages')!) as {
    target_value: string;
    notification: { title: string };
  }[];

describe('packing', () => {
  it.each<[string, () => Delivery[], string[]]>([
    ['one message to one phone', () => deliveries(1), ['unicast 1']],
    ['a group message to 300 phones', () => group(300), ['batch 300']],
    ['a group message to 2,500 phones', () => group(2500), ['batch 1000', 'batch 1000', 'batch 500']],
    ['1,000 different messages', () => deliveries(1000), ['batch 1000']],
    ['1,001 different messages', () => deliveries(1001), ['batch 1000', 'unicast 1']],
    ['a group and other messages', () => [...group(300), ...deliveries(500)], ['batch 800']],
    ['marketing for 99', () => bulk(99), ['batch 99']],
    ['marketing for 100', () => bulk(100), ['broadcast 100']],
    ['marketing for 1,500', () => bulk(1500), ['broadcast 1000', 'broadcast 500']],
    ['marketing for many and a chat', () => [...bulk(200), ...deliveries(2)], ['broadcast 200', 'batch 2']],
    ['two campaigns for few', () => [...bulk(3, 'a'), ...bulk(3, 'b')], ['batch 6']],
  ])('%s', (_what, asked, shape) => {
    expect(shapeOf(asked())).toEqual(shape);
  });
  it('takes equal copies of a content for one', () => {
    expect(shapeOf(bulk(150).map((delivery) => structuredClone(delivery)))).toEqual(['broadcast 150']);
  });
  it('keeps contents apart that share a message key by mistake', () => {
    const [one, other] = group(2);
    const [call] = calls([one!, { ...other!, content: { title: 'other' } }]);
    expect(messagesIn(call!).map(({ notification: { title } }) => title)).toEqual(['Alice', 'other']);
  });
  it('names a phone once per content, and both who asked are answered', () => {
    const [call] = calls(group(3).map((delivery) => ({ ...delivery, token: 'ok-same' })));
    expect(call).toMatchObject({ request: { step: 'unicast' }, deliveries: { length: 3 } });
  });
  it('names no phone twice in a call: its second message goes in a second one', () => {
    const asked = [...deliveries(3, { token: 'ok-same' }), ...deliveries(2)];
    expect(shapeOf(asked)).toEqual(['batch 3', 'unicast 1', 'unicast 1']);
    const tokens = messagesIn(calls(asked)[0]!).map(({ target_value }) => target_value);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
  it.each<[string, Record<string, unknown>]>([
    ['category', { category: 'ORDER' }],
    ['level', { notifyLevel: 16 }],
    ['template', { templateId: 'T1', contentParameters: { what: 'hi' } }],
  ])('keeps messages of another %s out of the call', (_what, options) => {
    const special = aDelivery({ content: { vendors: { oppo: options } } });
    expect(shapeOf([...deliveries(3), special])).toEqual(['batch 3', 'unicast 1']);
  });
  it('lets messages of another channel share the call: nothing is refused for it', () => {
    const special = aDelivery({ content: { vendors: { oppo: { channelId: 'own' } } } });
    expect(shapeOf([...deliveries(3), special])).toEqual(['batch 4']);
  });
  it('sends phone by phone what has to go alone, however many phones it has', () => {
    expect(shapeOf(group(150, 'alone', { alone: true }))).toEqual(Array(150).fill('unicast 1'));
  });
  it('splits a batch before its body is too long', () => {
    const content = { text: '字'.repeat(50), ext: JSON.stringify({ a: '字'.repeat(600) }) };
    const bodies = calls(deliveries(1000, { content })).map(
      ({ request }) => (request as { body: string }).body,
    );
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.every((body) => body.length <= MAX_BODY_BYTES + 100)).toBe(true);
  });
  it('splits a call before an answer naming all its phones is too long to read', () => {
    const long = [...group(600), ...bulk(600)].map((delivery, i) => ({
      ...delivery,
      token: `${String(i).padStart(4, '0')}-${'x'.repeat(500)}`,
    }));
    const widths = calls(long).map(({ deliveries: list }) => list.length);
    expect(widths).toHaveLength(4);
    expect(widths.every((width) => width * (505 + 250) <= 400_000)).toBe(true);
  });
  it('gives the notes of a message to its own deliveries only', () => {
    const loud = aDelivery({ content: { sound: 'ping' } });
    const [call] = calls([...deliveries(2), loud]);
    expect(call!.notesByDelivery).toEqual([[], [], [expect.stringMatching(/^sound/)]]);
    expect(calls(deliveries(2))[0]).not.toHaveProperty('notesByDelivery');
  });
});

describe('a list', () => {
  const listed = (receiptUrl?: string) => {
    const asked = bulk(100).map((delivery, i) => ({ ...delivery, token: `CN_${i}${HEX}` }));
    const [call] = oppo.plan(asked, settings, NOW_MS, receiptUrl).calls;
    return call!.request as { saveBody: string; body: string };
  };
  it('saves flat fields, without an id that an older message may have', () => {
    const { saveBody } = listed('https://cb.example.com/s');
    expect(Object.fromEntries(formOf(saveBody))).toEqual({
      title: 'news',
      content: 'You have a new message',
      click_action_type: '0',
      off_line: 'true',
      off_line_ttl: '600',
      category: 'NEWS',
      notify_id: expect.stringMatching(/^[1-9]\d{0,9}$/),
      call_back_url: 'https://cb.example.com/s',
      call_back_parameter: messageKeyOf('demo', 'bulk'),
    });
  });
  it('asks for no receipts where the certificate names no URL', () => {
    const names = [...formOf(listed().saveBody).keys()];
    expect(names.filter((name) => name.startsWith('call_back'))).toEqual([]);
  });
  it('names its phones with semicolons', () => {
    const form = formOf(listed().body);
    expect(form.get('target_type')).toBe('2');
    expect(form.get('target_value')!.split(';')).toHaveLength(100);
    expect(form.get('target_value')!.startsWith(`CN_0${HEX};CN_1${HEX};`)).toBe(true);
  });
});

describe('the host of a phone', () => {
  it.each<[string, string, boolean]>([
    ['no region', HEX, false],
    ['CN', `CN_${HEX}`, false],
    ['a brand and CN', `OPPO_CN_${HEX}`, false],
    ['another region', `US_${HEX}`, true],
    ['Europe', `EUEX_${HEX}`, true],
    ['a brand and another region', `realme_IN_${HEX}`, true],
    ['words', 'ok-bobs_phone', false],
  ])('of %s', (_what, token, isAbroad) => {
    expect(calls([aDelivery({ token })])[0]!.request).toMatchObject({ isAbroad });
  });
  it('is one for each call', () => {
    const mixed = (asked: Delivery[]) =>
      asked.map((delivery, i) => ({ ...delivery, token: `${i % 2 ? 'US' : 'CN'}_${i}${HEX}` }));
    expect(shapeOf(mixed(deliveries(10)))).toEqual(['batch 5', 'batch 5']);
    expect(shapeOf(mixed(bulk(200)))).toEqual(['broadcast 100', 'broadcast 100']);
  });
});
