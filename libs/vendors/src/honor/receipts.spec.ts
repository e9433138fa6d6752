// Callbacks: every status, and everything that is none.
import type { Receipt, ReceiptReading } from '../vendor';
import type { HonorSettings } from './credential';
import { receipts, STATUSES } from './receipts';

const NOW_MS = 1_790_000_000_000;
const settings: HonorSettings = { appId: '104400000', clientId: 'CID', click: { action: 'open-app' } };
const read = (body: unknown): ReceiptReading =>
  receipts.read(
    { headers: {}, query: '', body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    { credential: { clientSecret: 'S' }, settings },
    NOW_MS,
  );
const status = (fields: Record<string, unknown> = {}) => ({
  token: 'T',
  biTag: 'task-7',
  appid: '104400000',
  status: 40000002,
  timestamp: 1_700_000_001_234,
  requestId: 'r-1',
  ...fields,
});
const receiptsIn = (...statuses: unknown[]) => {
  const reading = read({ statuses });
  return reading.ok ? reading.receipts : reading.problem;
};

describe('a callback of Honor', () => {
  it('is read whole, and answered as Honor wants it', () => {
    expect(read({ statuses: [status()] })).toEqual({
      ok: true,
      answer: '{"code":"0","message":"success"}',
      receipts: [
        {
          event: 'arrived',
          token: 'T',
          vendorMessageId: 'r-1',
          correlation: 'task-7',
          code: '40000002',
          atMs: 1_700_000_001_234,
        },
      ],
    });
  });
  /** Section 6 of the sheet, written down a second time. */
  const EXPECTED: [number, string | undefined][] = [
    [40000001, 'arrived'],
    [40000002, 'arrived'],
    [40000003, 'token-dead'],
    [40000004, 'token-dead'],
    [40000005, 'blocked'],
    [40000006, 'blocked'],
    [40000007, 'clicked'],
    [40000009, undefined],
    [40000011, undefined],
    [40000013, undefined],
    [40000014, undefined],
    [40000015, undefined],
    [50000003, undefined],
    [40000099, undefined],
  ];
  it.each(EXPECTED)('with status %i says %s', (code, event) => {
    expect(receiptsIn(status({ status: code }))).toEqual(
      event === undefined ? [] : [expect.objectContaining({ event, code: String(code) })],
    );
  });
  it('has a row for every status of the sheet', () => {
    expect(STATUSES.map((row) => row.status)).toEqual(EXPECTED.slice(0, -1).map(([code]) => code));
  });
  it('may bring several about one push, in any order', () => {
    const seen = receiptsIn(status({ status: 40000007 }), status({ status: 40000013 }), status());
    expect(seen).toMatchObject([{ event: 'clicked' }, { event: 'arrived' }]);
  });
  it.each<[string, Record<string, unknown>, string]>([
    ['a token with a comma', { token: 'a,b' }, 'token'],
    ['a token that is a list', { token: ['T'] }, 'token'],
    ['no token', { token: undefined }, 'token'],
    ['an id of two words', { requestId: 'r 1' }, 'vendorMessageId'],
    ['an id that is a number', { requestId: 5 }, 'vendorMessageId'],
    ['an endless tag', { biTag: 'x'.repeat(201) }, 'correlation'],
    ['a time of 20 digits', { timestamp: '17000000012341700000' }, 'atMs'],
    ['a negative time', { timestamp: -1 }, 'atMs'],
    ['a time as a float', { timestamp: 1.5 }, 'atMs'],
  ])('with %s is read without it', (_what, fields, missing) => {
    const [receipt] = receiptsIn(status(fields)) as readonly Receipt[];
    expect(receipt).toMatchObject({ event: 'arrived' });
    expect(receipt).not.toHaveProperty(missing);
  });
  it('from a phone whose clock is ahead happened now at the latest', () => {
    expect(receiptsIn(status({ timestamp: NOW_MS + 86_400_000 }))).toMatchObject([{ atMs: NOW_MS }]);
  });
  it.each([
    ['a status as text', { status: '40000002' }],
    ['an App ID as a number', { appid: 104400000 }],
    ['no App ID', { appid: undefined }],
  ])('with %s is taken', (_what, fields) => {
    expect(receiptsIn(status(fields))).toMatchObject([{ event: 'arrived' }]);
  });
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', '{"statuses":['],
    ['a list', '[]'],
    ['no statuses', {}],
    ['statuses that are an object', { statuses: {} }],
    ['a status that is a text', { statuses: [status(), 'x'] }],
    ['a status that is a list', { statuses: [[]] }],
    ["another app's status among ours", { statuses: [status(), status({ appid: '104499999' })] }],
    ['an App ID in a list', { statuses: [status({ appid: ['104400000'] })] }],
    ['more statuses than Honor ever sends', { statuses: Array.from({ length: 1001 }, () => status()) }],
  ])('with %s is refused', (_what, body) => {
    expect(read(body)).toEqual({ ok: false, problem: expect.stringMatching(/\w/) });
  });
  it('that names what every object inherits changes nothing', () => {
    expect(receiptsIn(JSON.parse('{"__proto__":{"status":40000003},"status":"toString"}'))).toEqual([]);
  });
});
