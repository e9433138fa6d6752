// What OPPO's callback says, and what is not believed.
import type { Receipt, ReceiptReading } from '../vendor';
import { oppo } from '.';
import type { OppoSettings } from './credential';

const NOW_MS = 1_790_000_000_000;
const credential = { appKey: 'k', masterSecret: 's' };
const read = (body: string | Buffer, settings: Partial<OppoSettings> = {}): ReceiptReading =>
  oppo.receipts!.read(
    { headers: {}, query: '', body: Buffer.from(body) },
    { credential, settings: { click: { action: 'open-app' }, ...settings } },
    NOW_MS,
  );
const event = (fields: Record<string, unknown> = {}) => ({
  messageId: '3000001-1-1-5d4a',
  appId: '3000001',
  taskId: '3000001-1-1-5d4a',
  registrationIds: 'CN_0123456789abcdef0123456789abcdef',
  eventTime: '1789999990000',
  param: 'yHtQCHkObqhCY3ynciobac',
  eventType: 'push_arrive',
  ...fields,
});
const receiptsOf = (...events: unknown[]) => {
  const reading = read(JSON.stringify(events));
  return reading.ok ? reading.receipts : reading.problem;
};

describe("OPPO's callback", () => {
  it('says that a push has arrived', () => {
    expect(read(JSON.stringify([event()]))).toEqual({
      ok: true,
      receipts: [
        {
          event: 'arrived',
          code: 'push_arrive',
          token: 'CN_0123456789abcdef0123456789abcdef',
          vendorMessageId: '3000001-1-1-5d4a',
          correlation: 'yHtQCHkObqhCY3ynciobac',
          atMs: 1_789_999_990_000,
        },
      ],
    });
  });
  it('names dead phones, several in one event', () => {
    const dead = event({ eventType: 'regid_invalid', registrationIds: 'A, B,C' });
    expect(receiptsOf(dead)).toMatchObject([
      { event: 'token-dead', code: 'regid_invalid', token: 'A' },
      { event: 'token-dead', token: 'B' },
      { event: 'token-dead', token: 'C' },
    ]);
  });
  it('merges events of one address', () => {
    expect(receiptsOf(event(), event({ eventType: 'regid_invalid' }))).toMatchObject([
      { event: 'arrived' },
      { event: 'token-dead' },
    ]);
  });
  it.each(['user_daily_limit', 'app_daily_limit', '', 5, null, 'toString'])(
    'has events that say nothing of a phone, as %j, and does not fail for them',
    (eventType) => expect(receiptsOf(event({ eventType }), event())).toHaveLength(1),
  );
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a time as number', { eventTime: 1_789_999_990_000 }, { atMs: 1_789_999_990_000 }],
    ['a time in the future', { eventTime: NOW_MS + 60_000 }, { atMs: NOW_MS }],
    ['a time in seconds', { eventTime: 1_789_999_990 }, {}],
    ['a time of 20 digits', { eventTime: '17899999900001789999' }, {}],
    ['a time in words', { eventTime: 'now' }, {}],
    ['no time', { eventTime: undefined }, {}],
  ])('has %s', (_what, fields, expected) => {
    const [receipt] = receiptsOf(event(fields));
    const { atMs } = receipt as Receipt;
    expect(atMs === undefined ? {} : { atMs }).toEqual(expected);
  });
  it.each<[string, Record<string, unknown>, string]>([
    ['message id', { messageId: 'x'.repeat(201) }, 'vendorMessageId'],
    ['message id', { messageId: 'a b' }, 'vendorMessageId'],
    ['parameter', { param: 'two words' }, 'correlation'],
    ['parameter', { param: { a: 1 } }, 'correlation'],
    ['parameter', { param: 'x'.repeat(101) }, 'correlation'],
  ])('is believed without a %s that cannot be ours', (_what, fields, name) => {
    const [receipt] = receiptsOf(event(fields)) as object[];
    expect(receipt).not.toHaveProperty(name);
  });
  it.each(['', 'a b', 'a"b', undefined, ['A'], 5.5])('has no phone called %j', (registrationIds) => {
    expect(receiptsOf(event({ registrationIds }))).toEqual([]);
  });
  it('of another app is refused where the certificate names ours', () => {
    const other = JSON.stringify([event(), event({ appId: '3000002' })]);
    expect(read(other, { appId: '3000001' })).toEqual({ ok: false, problem: 'events of another app' });
    expect(read(other).ok).toBe(true);
    expect(read(JSON.stringify([event({ appId: 3_000_001 })]), { appId: '3000001' }).ok).toBe(true);
    expect(read(JSON.stringify([event({ appId: undefined })]), { appId: '3000001' }).ok).toBe(true);
  });
  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['an object', JSON.stringify(event())],
    ['null', 'null'],
    ['half a list', '[{"messageId":'],
    ['text after the list', '[] more'],
    ['entries that are no objects', '[5]'],
    ['a list in a list', '[[]]'],
    ['bytes that are no text', Buffer.from([0xc3, 0x28])],
    ['more events than anybody sends', JSON.stringify(Array(1001).fill({}))],
    [
      'more phones than anybody names',
      JSON.stringify([event({ registrationIds: Array(2001).fill('A').join(',') })]),
    ],
  ])('is refused for %s', (_what, body) => {
    expect(read(body)).toEqual({ ok: false, problem: expect.stringMatching(/\w/) });
  });
  it('may say nothing', () => expect(read('[]')).toEqual({ ok: true, receipts: [] }));
});
