// What Huawei reports, in both forms, and who may report it.
import { createHmac } from 'node:crypto';
import type { ReceiptReading } from '../vendor';
import type { HuaweiCredential, HuaweiSettings } from './credential';
import { hmacOf, receipts, SIGNATURE_HEADER } from './receipts';

const NOW_MS = 1_700_000_000_000;
const NONCE = 'a07bfa17-6d82-4b53-a9a2-07c000000001';
const settings: HuaweiSettings = {
  platform: 'android',
  packageName: 'com.example.im',
  appId: '1234567',
  clientId: '7654321',
  click: { action: 'open-app' },
  callbackUser: 'im-server',
};
const KEY = 'c2VjcmV0LWtleQ==';

const read = (
  body: unknown,
  { credential = {}, headers = {} }: { credential?: HuaweiCredential; headers?: Record<string, string> } = {},
): ReceiptReading =>
  receipts.read(
    { headers, query: '', body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    { credential, settings },
    NOW_MS,
  );
const listIn = (reading: ReceiptReading) => (reading.ok ? reading.receipts : reading.problem);
const problemOf = (reading: ReceiptReading) => (reading.ok ? undefined : reading.problem);

const first = (fields: object = {}) => ({
  token: 'T',
  biTag: 'task-7',
  appid: '1234567',
  status: 0,
  timestamp: NOW_MS - 5,
  requestId: '157',
  ...fields,
});
const second = (result: unknown, fields: object = {}) => ({
  token: 'T',
  pushType: 0,
  appPackageName: 'com.example.im',
  biTag: 'task-7',
  requestId: '157',
  deliveryStatus: { result, timestamp: NOW_MS - 5 },
  ...fields,
});
const arrived = {
  event: 'arrived',
  token: 'T',
  code: '0',
  vendorMessageId: '157',
  correlation: 'task-7',
  atMs: NOW_MS - 5,
};

describe("Huawei's receipts", () => {
  it.each([
    ['of v1', first()],
    ['of v2 and v3', second(0)],
  ])('%s are read', (_form, entry) => expect(listIn(read({ statuses: [entry] }))).toEqual([arrived]));
  it.each([
    [0, 'arrived'],
    [2, 'token-dead'],
    [5, 'token-dead'],
    [6, 'blocked'],
  ])('with the value %i say %s', (value, event) => {
    const both = listIn(read({ statuses: [first({ status: value }), second(value)] }));
    expect(both).toMatchObject([
      { event, code: String(value) },
      { event, code: String(value) },
    ]);
  });
  it.each([10, 14, 15, 22, 27, 31, 51, 102, 144, 151, 201, 256, 259, 264])(
    'with the value %i are no event of ours',
    (value) => expect(listIn(read({ statuses: [first({ status: value }), second(value)] }))).toEqual([]),
  );
  it('of other apps of the project are left to their own certificates', () => {
    const strangers = [first({ appid: '9' }), second(0, { appPackageName: 'com.example.other' })];
    expect(listIn(read({ statuses: [...strangers, first()] }))).toEqual([arrived]);
    expect(listIn(read({ statuses: [first({ appid: '7654321' })] }))).toHaveLength(1);
  });
  it.each([
    ['nothing', null],
    ['a widget', { token: 'T', formStatus: { formId: 1, result: 0, timestamp: 1 } }],
    ['a token that is a list', first({ token: ['T'] })],
    ['an impossible token', first({ token: 'a,b' })],
    ['a status in words', first({ status: 'dead' })],
    ['a result that is a fraction', second(0.5)],
  ])('leave out %s and keep the others', (_what, entry) => {
    expect(listIn(read({ statuses: [entry, first()] }))).toEqual([arrived]);
  });
  it.each([
    ['an id with a line end', { requestId: 'a\nb' }],
    ['a number as a tag', { biTag: 5 }],
  ])('with %s are no receipts', (_what, fields) =>
    expect(listIn(read({ statuses: [first(fields)] }))).toEqual([]),
  );
  it('repeat a tag only if it is one word', () => {
    expect(listIn(read({ statuses: [first({ biTag: 'two words' })] }))).toEqual([
      { event: 'arrived', token: 'T', code: '0', vendorMessageId: '157', atMs: NOW_MS - 5 },
    ]);
  });
  it('from the near future are of now, and from the far one of no time', () => {
    const timesOf = (timestamp: number) => listIn(read({ statuses: [first({ timestamp })] }));
    expect(timesOf(NOW_MS + 60_000)).toMatchObject([{ atMs: NOW_MS }]);
    expect(timesOf(NOW_MS + 86_400_000)).toEqual([expect.not.objectContaining({ atMs: expect.anything() })]);
  });
  it('get the answer that both editions of the page want', () => {
    expect(read({ statuses: [] })).toEqual({
      ok: true,
      receipts: [],
      answer: '{"code":"0","message":"success","errno":"0","errmsg":"success"}',
    });
  });
  it.each(['', 'null', '[]', '{"statuses":{}}', '{"statuses":"[]"}', '{"statuses":[', '{}'])(
    'are not %j',
    (body) => expect(problemOf(read(body))).toBe('no list of statuses'),
  );
  it('are at most a thousand', () => {
    expect(problemOf(read({ statuses: Array(1001).fill(first()) }))).toMatch(/1000/);
    expect(listIn(read({ statuses: Array(1000).fill(first()) }))).toHaveLength(1000);
  });
});

describe('a signature of a callback', () => {
  const signed = (
    fields: Partial<Record<'timestamp' | 'nonce' | 'value', string>> = {},
    key = Buffer.from(KEY, 'base64'),
  ) => {
    const timestamp = fields.timestamp ?? String(NOW_MS);
    const nonce = fields.nonce ?? NONCE;
    const value =
      fields.value ?? createHmac('sha256', key).update(`${timestamp}${nonce}im-server`).digest('base64');
    return `timestamp=${timestamp}; nonce=${nonce}; value=${value}`;
  };
  const reading = (header: string | undefined) =>
    read(
      { statuses: [first()] },
      {
        credential: { callbackKey: KEY },
        headers: header === undefined ? {} : { [SIGNATURE_HEADER]: header },
      },
    );

  it('is the one that OpenSSL makes of time, nonce and user', () => {
    const text = `1700000000000${NONCE}im-server`;
    expect(hmacOf(Buffer.from(KEY, 'base64'), text)).toBe('AiE6A3SJrO3xBvm0XN6Aj/6eFI6fARKRwtGTYLj2m5s=');
    expect(hmacOf(Buffer.from(KEY, 'utf8'), text)).toBe('2Se53+j1owVt7myU8VVHLPOYYJ0I7R7sMxkplwyryNA=');
  });
  it.each([
    ['of a key in Base64', signed()],
    ['of a key in letters', signed({}, Buffer.from(KEY, 'utf8'))],
    ['without blanks', signed().replaceAll('; ', ';')],
    ['with its fields swapped', signed().split('; ').reverse().join('; ')],
    ['four minutes old', signed({ timestamp: String(NOW_MS - 240_000) })],
  ])('%s is taken', (_what, header) => expect(listIn(reading(header))).toEqual([arrived]));
  it.each<[string, string | undefined, RegExp]>([
    ['that is missing', undefined, /^no x-huawei/],
    ['of another key', signed({}, Buffer.from('other')), /not of this key/],
    ['of another nonce', signed().replace(NONCE, 'b'), /not of this key/],
    ['that is cut', signed().slice(0, -5), /not of this key/],
    ['without a nonce', signed({ nonce: '' }), /not complete/],
    ['without a value', signed({ value: '' }), /not complete/],
    ['with a time in words', signed({ timestamp: 'now' }), /not complete/],
    ['that is empty', '', /not complete/],
    ['six minutes old', signed({ timestamp: String(NOW_MS - 360_000) }), /another time/],
    ['from the future', signed({ timestamp: String(NOW_MS + 360_000) }), /another time/],
  ])('%s is not', (_what, header, problem) => expect(problemOf(reading(header))).toMatch(problem));
  it.each(['!#$%&*!#$%&*', 'pass:word!'])(
    'of a key that is no Base64 (%s) is made of its letters, not of the few that Base64 knows',
    (callbackKey) => {
      const by = (encoding: 'base64' | 'utf8') => {
        const headers = { [SIGNATURE_HEADER]: signed({}, Buffer.from(callbackKey, encoding)) };
        return read({ statuses: [first()] }, { credential: { callbackKey }, headers });
      };
      expect(problemOf(by('base64'))).toMatch(/not of this key/);
      expect(listIn(by('utf8'))).toEqual([arrived]);
    },
  );
  it('is not asked for where the certificate has no key', () => {
    expect(listIn(read({ statuses: [first()] }))).toEqual([arrived]);
  });
});
