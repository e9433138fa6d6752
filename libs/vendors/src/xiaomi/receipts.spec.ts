// Callbacks of Xiaomi: every type of the sheet, and everything that is none.
import type { ReceiptReading } from '../vendor';
import type { XiaomiSettings } from './credential';
import { receipts } from './receipts';

const NOW_MS = 1_790_000_000_000;
const settings: XiaomiSettings = {
  packageName: 'com.example.im',
  appId: '1',
  channelId: 'chat',
  click: { action: 'open-app' },
};
const ID = 'scm01a60443521684347Uj';

const form = (data: unknown): string => new URLSearchParams({ data: JSON.stringify(data) }).toString();
const read = (body: string): ReceiptReading =>
  receipts.read(
    { headers: {}, query: '', body: Buffer.from(body) },
    { credential: { appSecret: 'S' }, settings },
    NOW_MS,
  );
const event = (fields: object = {}) => ({
  ...{
    param: 'key-1',
    type: 1,
    targets: 'REGID_A',
    jobkey: 'k1',
    barStatus: 'Enable',
    timestamp: 1_763_800_000_000,
  },
  ...fields,
});
const receiptsIn = (fields: object) => {
  const reading = read(form({ [ID]: event(fields) }));
  return reading.ok ? reading.receipts : reading.problem;
};

describe('a callback of Xiaomi', () => {
  it('has a receipt for each target', () => {
    const said = {
      event: 'arrived',
      code: '1',
      vendorMessageId: ID,
      correlation: 'key-1',
      atMs: 1_763_800_000_000,
    };
    expect(receiptsIn({ targets: 'REGID_A,REGID_B' })).toEqual([
      { ...said, token: 'REGID_A' },
      { ...said, token: 'REGID_B' },
    ]);
  });

  it.each([
    [1, 'arrived'],
    [2, 'clicked'],
    [16, 'token-dead'],
    [32, 'blocked'],
  ])('of type %i says %s', (type, said) => {
    expect(receiptsIn({ type })).toMatchObject([{ event: said, code: String(type) }]);
  });

  it.each([64, 128, 1024, 3, '1', null])('of type %j says nothing', (type) => {
    expect(receiptsIn({ type })).toEqual([]);
  });

  it('names the token that takes the place of a dead one', () => {
    const replaceTarget = { REGID_C: 'REGID_C2', REGID_D: 'two,tokens', REGID_E: 'REGID_E' };
    expect(receiptsIn({ type: 16, targets: 'REGID_C,REGID_D,REGID_E', replaceTarget })).toMatchObject([
      { token: 'REGID_C', successor: 'REGID_C2' },
      expect.not.objectContaining({ successor: expect.anything() }),
      expect.not.objectContaining({ successor: expect.anything() }),
    ]);
    expect(receiptsIn({ replaceTarget: { REGID_A: 'REGID_B' } })).toEqual([
      expect.not.objectContaining({ successor: expect.anything() }),
    ]);
  });

  it('says that a phone shows no notifications', () => {
    expect(receiptsIn({ barStatus: 'Disable' })).toMatchObject([{ event: 'arrived' }, { event: 'blocked' }]);
  });

  it.each<[string, object, string]>([
    ['a param of two words', { param: 'a b' }, 'correlation'],
    ['an endless param', { param: 'x'.repeat(65) }, 'correlation'],
    ['a time in words', { timestamp: 'now' }, 'atMs'],
  ])('with %s is read without it', (_what, fields, missing) => {
    const [receipt] = receiptsIn(fields) as object[];
    expect(receipt).not.toHaveProperty(missing);
  });

  it('from a phone whose clock is ahead happened now at the latest', () => {
    expect(receiptsIn({ timestamp: NOW_MS + 86_400_000 })).toMatchObject([{ atMs: NOW_MS }]);
  });

  it.each<[string, unknown]>([
    ['a list', ['REGID_A']],
    ['impossible', 'a b,'],
    ['missing', undefined],
  ])('whose targets are %s says nothing', (_what, targets) => {
    expect(receiptsIn({ targets })).toEqual([]);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['JSON without a form', JSON.stringify({ [ID]: event() })],
    ['half a JSON', 'data={"a"'],
    ['a list', form([event()])],
    ['an event that is a text', form({ [ID]: 'x' })],
    ['an id of two words', form({ 'a b': event() })],
    [
      'too many targets',
      form({ [ID]: event({ targets: Array.from({ length: 1001 }, (_, i) => `r${i}`).join() }) }),
    ],
  ])('with %s is refused', (_what, body) => {
    expect(read(body)).toEqual({ ok: false, problem: expect.stringMatching(/\w/) });
  });
});
