// How calls are packed: lists for one content, a call for each phone otherwise.
import { messageKeyOf } from '@offline-push/contracts';
import { aDelivery, deliveries } from '../conformance';
import { vivo } from '@offline-push/vendors/vivo/index';
import type { VivoSettings } from '@offline-push/vendors/vivo/credential';

const settings: VivoSettings = { appId: '10004', click: { action: 'open-app' } };
const NOW_MS = 1_790_000_000_000;
const expiresAtMs = NOW_MS + 600_000;
const group = (count: number, name = 'group') =>
  deliveries(count, { messageKey: messageKeyOf('demo', name), expiresAtMs });
const planOf = (asked: ReturnType<typeof deliveries>) => vivo.plan(asked, settings, NOW_MS).calls;
const shapeOf = (asked: ReturnType<typeof deliveries>) =>
  planOf(asked).map(({ request, deliveries: of }) => `${request.kind} ${of.length}`);

describe('packing for vivo', () => {
  it.each([
    ['one message to one phone', () => group(1), ['single 1']],
    ['one to two phones, where a list saves nothing', () => group(2), ['single 1', 'single 1']],
    ['one to three phones', () => group(3), ['list 3']],
    ['one to 2,500 phones', () => group(2500), ['list 1000', 'list 1000', 'list 500']],
    ['one to 1,001 phones', () => group(1001), ['list 1000', 'single 1']],
    ['three messages', () => deliveries(3), ['single 1', 'single 1', 'single 1']],
    ['two groups', () => [...group(3, 'a'), ...group(4, 'b')], ['list 3', 'list 4']],
  ])('%s', (_what, asked, calls) => {
    expect(shapeOf(asked())).toEqual(calls);
  });
  it('sends phone by phone what has to go alone', () => {
    expect(shapeOf(group(4).map((delivery) => ({ ...delivery, alone: true })))).toEqual(
      Array(4).fill('single 1'),
    );
  });
  it('sends a content as one list although it came in equal copies', () => {
    expect(shapeOf(group(20).map((delivery) => structuredClone(delivery)))).toEqual(['list 20']);
  });
  it('keeps contents apart that share a message key by mistake', () => {
    const [one, two, three] = group(3);
    expect(shapeOf([one!, two!, { ...three!, content: { title: 'other' } }])).toEqual(
      Array(3).fill('single 1'),
    );
  });
  it('keeps apart what expires at another time', () => {
    const [one, two, three] = group(3);
    expect(shapeOf([one!, two!, { ...three!, expiresAtMs: expiresAtMs + 5_000 }])).toEqual(
      Array(3).fill('single 1'),
    );
  });
  it('names a token once, and all who asked are answered', () => {
    const [call, ...others] = planOf([...group(3), ...group(1)].map((d) => ({ ...d, token: 'ok-same' })));
    expect(others).toEqual([]);
    expect(call).toMatchObject({ request: { kind: 'single', regId: 'ok-same' } });
    expect(call!.deliveries).toHaveLength(4);
  });
  it('splits a list before an answer naming all its tokens is too long to read', () => {
    const long = group(1000).map((delivery, i) => ({ ...delivery, token: `${i}-`.padEnd(512, 'x') }));
    const widths = planOf(long).map(({ deliveries: of }) => of.length);
    expect(widths).toEqual([371, 371, 258]);
    expect(371 * (512 + '{"status":1,"userid":""},'.length) < 200_000).toBe(true);
  });
  it('gives each delivery the notes of its message', () => {
    const loud = group(3).map((delivery) => ({ ...delivery, content: { sound: 'ping' } }));
    expect(planOf(loud)[0]!.notesByDelivery).toEqual(Array(3).fill([expect.stringMatching(/^sound/)]));
  });
  it('ends an impossible token and sends the others of its list', () => {
    const { calls, ended } = vivo.plan([...group(3), { ...group(1)[0]!, token: 'a,b' }], settings, NOW_MS);
    expect(calls.map(({ deliveries: of }) => of.length)).toEqual([3]);
    expect(ended).toEqual([expect.objectContaining({ state: 'refused', code: 'token-form' })]);
  });
  it('ends what has expired', () => {
    expect(vivo.plan([aDelivery({ expiresAtMs: NOW_MS })], settings, NOW_MS).ended).toEqual([
      expect.objectContaining({ state: 'expired' }),
    ]);
  });
  it('tells what is of another class than usual', () => {
    const kinds = [{}, { vendors: { vivo: { category: 'NEWS' } } }].map(
      (content) => planOf([aDelivery({ content })])[0]!.request,
    );
    expect(kinds.map(({ isUsualClass }) => isUsualClass)).toEqual([true, false]);
  });
});
