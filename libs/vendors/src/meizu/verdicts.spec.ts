// One row per code, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import type { Verdict } from '../vendor';
import { ANSWER_CODES, ANSWER_FAMILIES, PHONE_CODES, PHONE_FAMILIES, rulingOfAnswer } from './codes';
import { verdictsOf } from './verdicts';

/** 18:00 in China. */
const NOW_MS = Date.UTC(2026, 10, 24, 10, 0, 0);
const SIX_HOURS_MS = 6 * 3_600_000;

const answer = (body: unknown, status = 200, retryAfterMs?: number): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
const verdicts = (exchange: Exchange, tokens = ['A']) => verdictsOf(exchange, tokens, NOW_MS);
const verdictOf = (body: unknown, status?: number): Verdict => verdicts(answer(body, status))[0]!;
const error = (code: unknown, message = '') => ({ code, message, value: '', redirect: '' });
const MSG_ID = 'c2ee5c3bf00448cfbceb7fdf68c3c8eb';
const ok = (value: unknown, msgId: unknown = MSG_ID) => ({
  code: '200',
  message: '',
  value,
  redirect: '',
  msgId,
});

const rowsOf = (expected: Partial<Record<Verdict['kind'], string[]>>) =>
  Object.entries(expected).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

/** The sheet's reactions, by code: what the tables must say, written down a second time from the sheet. */
const ANSWERS = rowsOf({
  'token-dead': ['110002', '110003'],
  refused: ['1005', '110004', '110032', '110053'],
  throttled: ['110010', '110019', '110051'],
  unavailable: ['300', '500', '1001', '1003'],
  'credential-broken': ['1006', '110000', '110001', '110009', '110031', '110033'],
});
const PHONES = rowsOf({
  'token-dead': ['110002', '110003'],
  refused: ['201', '110005', '110010'],
  throttled: ['518'],
  unavailable: ['501', '513', '519', '520', '110011'],
});

describe("Meizu's codes of an answer", () => {
  it.each(ANSWERS)('%s is %s', (code, kind) => {
    expect(verdictOf(error(code))).toMatchObject({ kind, code });
  });
  it('have one row each, and each row is expected above', () => {
    expect(ANSWER_CODES.map(({ code }) => code).sort()).toEqual(ANSWERS.map(([code]) => code).sort());
    expect(ANSWER_CODES.every(({ means, source }) => means && source === '4.1')).toBe(true);
  });
  it.each([
    ['510', true],
    ['1010', true],
    ['110099', false],
    ['424242', false],
  ])('%s, which nobody has described, goes by its neighbours: may have rung %s', (code, mayHaveRung) => {
    expect(verdictOf(error(code))).toMatchObject({ kind: 'unavailable', code, mayHaveRung });
  });
  it.each([
    ['an answer', ANSWER_FAMILIES],
    ['a phone', PHONE_FAMILIES],
  ])('overlap in no family of %s', (_whose, families) => {
    const sorted = [...families].sort((one, other) => one.from - other.from);
    expect(sorted.every(({ to }, i) => to < (sorted[i + 1]?.from ?? Infinity))).toBe(true);
  });
  it.each([
    ['110010', 1_000],
    ['110019', SIX_HOURS_MS],
    ['110051', SIX_HOURS_MS],
  ])('%s waits as long as the sheet says', (code, retryAfterMs) => {
    expect(verdictOf(error(code))).toMatchObject({ retryAfterMs });
  });
  it('wait as long as a Retry-After beside them says, if they wait at all', () => {
    const beside = (code: string) => verdicts(answer(error(code), 200, 9_000))[0];
    expect(beside('110010')).toMatchObject({ kind: 'throttled', retryAfterMs: 9_000 });
    expect(beside('1003')).toMatchObject({ kind: 'unavailable', retryAfterMs: 9_000 });
    expect(beside('1006')).not.toHaveProperty('retryAfterMs');
  });
  it.each(['110002', '110003'])('%s kills a token only if it was alone', (code) => {
    const again = { kind: 'unavailable', code, mayHaveRung: false, retryAlone: true };
    expect(verdicts(answer(error(code)), ['A', 'B'])).toEqual([again, again]);
    expect(verdicts(answer(error(code)), ['A', 'A']).map(({ kind }) => kind)).toEqual([
      'token-dead',
      'token-dead',
    ]);
  });
  it('say in words that the AppSecret is wanted, and what Meizu said', () => {
    expect(verdictOf(error('1006', '签名认证失败'))).toMatchObject({
      detail: expect.stringMatching(/AppSecret.*AppKey.* Meizu says: 签名认证失败$/),
    });
  });
  it('that leave it open may have rung, those that deny it have not', () => {
    expect(rulingOfAnswer('1001')).toMatchObject({ mayHaveRung: true });
    expect(rulingOfAnswer('1003')).toMatchObject({ mayHaveRung: false });
  });
});

describe("Meizu's codes of a phone", () => {
  const verdictsOn = (code: string) => verdicts(answer(ok({ [code]: ['A'] })), ['A', 'B']);

  it.each(PHONES)('%s is %s for this phone, and the other is accepted', (code, kind) => {
    expect(verdictsOn(code)).toEqual([
      expect.objectContaining({ kind, code }),
      { kind: 'accepted', vendorMessageId: MSG_ID },
    ]);
  });
  it('have one row each, and each row is expected above', () => {
    expect(PHONE_CODES.map(({ code }) => code).sort()).toEqual(PHONES.map(([code]) => code).sort());
    expect(PHONE_CODES.every(({ means, source }) => means && source === '4.2')).toBe(true);
  });
  it.each([
    ['299', 'refused'],
    ['599', 'unavailable'],
    ['110099', 'refused'],
    ['424242', 'unavailable'],
  ])('%s, which nobody has described, is taken for %s', (code, kind) => {
    expect(verdictsOn(code)[0]).toMatchObject({ kind, code });
  });
  it.each(PHONES.filter(([, kind]) => kind === 'unavailable'))('%s says that it did not ring', (code) => {
    expect(verdictsOn(code)[0]).toMatchObject({ mayHaveRung: false });
  });
  it.each([
    ['518', 1_000],
    ['520', 60_000],
    ['110011', SIX_HOURS_MS],
  ])('%s waits as long as the sheet says', (code, retryAfterMs) => {
    expect(verdictsOn(code)[0]).toMatchObject({ retryAfterMs });
  });
  it.each(['520', '110011'])('%s is about the phone and not about Meizu', (code) => {
    expect(verdictsOn(code)[0]).toMatchObject({ kind: 'unavailable', isLocal: true });
    expect(verdictsOn('519')[0]).not.toHaveProperty('isLocal');
  });
  it('110010 is "too fast" of an answer and "switched off" of a phone', () => {
    expect(verdictOf(error('110010')).kind).toBe('throttled');
    expect(verdictsOn('110010')[0]).toEqual({
      kind: 'refused',
      code: '110010',
      detail: 'Notifications are switched off on this phone.',
    });
  });
});

describe("Meizu's acceptance", () => {
  const kinds = (value: unknown, tokens = ['A', 'B', 'C']) =>
    verdicts(answer(ok(value)), tokens).map(({ kind }) => kind);

  it.each<[string, unknown, string[]]>([
    ['names none', {}, ['accepted', 'accepted', 'accepted']],
    ['names one', { '110002': ['B'] }, ['accepted', 'token-dead', 'accepted']],
    [
      'names two under two codes',
      { '110002': ['C'], '501': ['A'] },
      ['unavailable', 'accepted', 'token-dead'],
    ],
    ['names all', { '110002': ['A', 'B', 'C'] }, ['token-dead', 'token-dead', 'token-dead']],
    ['names one under two codes', { '501': ['A'], '110002': ['A'] }, ['unavailable', 'accepted', 'accepted']],
    ['names strangers', { '110002': ['P2', 'toString'] }, ['accepted', 'accepted', 'accepted']],
    ['names them in a text', { '110003': 'A,C' }, ['token-dead', 'accepted', 'token-dead']],
    ['names them with blanks', { '110003': 'A, C' }, ['token-dead', 'accepted', 'token-dead']],
    ['names those it took', { '200': ['A'], '110002': ['B'] }, ['accepted', 'token-dead', 'accepted']],
    ['names nobody readable', { '110002': { A: 1 } }, ['accepted', 'accepted', 'accepted']],
    ['names one under a word', { gone: ['A'] }, ['unavailable', 'accepted', 'accepted']],
    ['has an empty text', '', ['accepted', 'accepted', 'accepted']],
    ['has nothing', undefined, ['accepted', 'accepted', 'accepted']],
    ['has a list', ['A'], ['accepted', 'accepted', 'accepted']],
  ])('that %s', (_what, value, expected) => {
    expect(kinds(value)).toEqual(expected);
  });
  it('is for each who asked for the token', () => {
    expect(kinds({ '110002': ['A'] }, ['A', 'B', 'A'])).toEqual(['token-dead', 'accepted', 'token-dead']);
  });
  it.each([null, 5, '', 'two words', 'x'.repeat(201), 'ü'])('lives without an id such as %j', (msgId) => {
    expect(verdicts(answer(ok({}, msgId)))).toEqual([{ kind: 'accepted' }]);
  });
  it('may have a number for a code', () => {
    expect(verdictOf({ ...ok({}), code: 200 }).kind).toBe('accepted');
    expect(verdictOf(error(1006)).kind).toBe('credential-broken');
  });
});

describe('an answer that is none of these', () => {
  it.each(['', ' ', 'null', '0', '"x"', '[]', '{"code":', '<html>', '{"a":1} more', '\ufeff{"code":"200"}'])(
    '%j under 200 may have rung',
    (body) => {
      expect(verdictOf(body)).toEqual({ kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true });
    },
  );
  it.each([undefined, null, true, 1.5, '', 'x', '1e3', '-1', {}, [], 2 ** 53])(
    'with the code %j may have rung',
    (code) => {
      expect(verdictOf({ ...ok({}), code })).toMatchObject({ kind: 'unavailable', mayHaveRung: true });
    },
  );
  it('believes an error code under any status, and a success only under a good one', () => {
    expect(verdictOf(error('1006'), 401).kind).toBe('credential-broken');
    expect(verdictOf(ok({}), 500)).toEqual({ kind: 'unavailable', code: 'http-500', mayHaveRung: true });
  });
  it.each([
    [302, false],
    [403, false],
    [404, false],
    [413, false],
    [500, true],
    [502, true],
    [503, false],
    [504, true],
  ])('with status %i and no JSON: may have rung %s', (status, mayHaveRung) => {
    expect(verdictOf('<html>', status)).toEqual({ kind: 'unavailable', code: `http-${status}`, mayHaveRung });
  });
  it.each([true, false])(
    'that never came may have rung only if the request may have arrived: %s',
    (mayHaveArrived) => {
      expect(verdicts({ kind: 'no-answer', code: 'deadline', mayHaveArrived })).toEqual([
        { kind: 'unavailable', code: 'deadline', mayHaveRung: mayHaveArrived },
      ]);
    },
  );
  it('keeps what the vendor says short and free of tokens', () => {
    const pushId = 'RA50c6348036344485d01776773577c64740465480a6b';
    const message = `pushId ${pushId.repeat(3)}\r\n${'x '.repeat(500)}`;
    for (const { code } of ANSWER_CODES) {
      const { detail } = verdictOf(error(code, message)) as { detail: string };
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/RA50|[\r\n]/);
    }
  });
});
