// One row per code, every form of an answer, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import type { Verdict } from '../vendor';
import { CODES, FAMILIES, rulingOf } from './codes';
import { type Asked, verdictsOf } from './verdicts';

const NOW_MS = Date.UTC(2026, 10, 24, 10, 0, 0);
/** 18:00 in China. */
const SIX_HOURS_MS = 6 * 3_600_000;

const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const verdicts = (exchange: Exchange, asked: Partial<Asked> = {}) =>
  verdictsOf(
    exchange,
    { step: 'unicast', tokens: ['A'], isUsual: true, isUsualClass: true, ...asked },
    NOW_MS,
  );
const verdictOf = (body: unknown, asked: Partial<Asked> = {}, status?: number): Verdict =>
  verdicts(answer(body, status), asked)[0]!;
const kindsOf = (body: unknown, asked: Partial<Asked>) =>
  verdicts(answer(body), asked).map(({ kind }) => kind);
const error = (code: unknown, message = 'said so') => ({ code, message });
const BATCH = { step: 'batch', tokens: ['A', 'B'] } as const;
const LIST = { step: 'broadcast', tokens: ['A', 'B'] } as const;

/** The sheet's reactions to a single message, by code: what the table must say, written down a second time. */
const EXPECTED: Record<Verdict['kind'], number[]> = {
  accepted: [32],
  'token-dead': [10000],
  refused: [12, 20, 21, 22, 23, 24, 25, 34, 40, 41, 51, 59],
  throttled: [-2, 13, 33, 42, 55, 69],
  unavailable: [-1, 11, 18, 19, 29, 31],
  'callback-refused': [],
  'credential-broken': [14, 15, 16, 17, 26, 27, 28, 30, 54, 67],
};
const rows = Object.entries(EXPECTED).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe("OPPO's codes", () => {
  it.each(rows.filter(([, kind]) => kind !== 'accepted'))('%i is %s', (code, kind) => {
    expect(verdictOf(error(code))).toMatchObject({ kind, code: String(code) });
  });
  it('32 says that OPPO had the message already', () => {
    expect(verdictOf(error(32))).toEqual({ kind: 'accepted' });
  });
  it('have one row each, and each row is expected above', () => {
    const byNumber = (one: number, other: number) => one - other;
    expect(CODES.map(({ code }) => code).sort(byNumber)).toEqual(rows.map(([code]) => code).sort(byNumber));
    expect(CODES.every(({ means, source }) => means && source)).toBe(true);
  });
  it.each([
    [500, 'unavailable'],
    [599, 'unavailable'],
    [10001, 'refused'],
    [20000, 'refused'],
    [77, 'unavailable'],
    [424242, 'unavailable'],
  ])('%i, which nobody has described, is taken for %s', (code, kind) => {
    expect(verdictOf(error(code)).kind).toBe(kind);
  });
  it('overlap in no family', () => {
    const sorted = [...FAMILIES].sort((one, other) => one.from - other.from);
    expect(sorted.every(({ to }, i) => to < (sorted[i + 1]?.from ?? Infinity))).toBe(true);
  });
  it('never say that a refused phone may have rung', () => {
    const unsure = CODES.map(({ code }) => verdictOf(error(code))).filter(
      (verdict) => verdict.kind === 'unavailable' && verdict.mayHaveRung,
    );
    expect(unsure).toEqual([]);
  });
  it.each([
    ['registration_id is invalid', 'token-dead'],
    ['Invalid RegistrationId', 'token-dead'],
    ['regid error', 'token-dead'],
    ['Invalid Arguments: verify_registration_id', 'refused'],
    ['content too long', 'refused'],
  ])('41 with the words "%s" is %s', (words, kind) => {
    expect(verdictOf(error(41, words)).kind).toBe(kind);
  });
  it('33 lasts until midnight in China (scenario 45)', () => {
    expect(verdictOf(error(33))).toMatchObject({ kind: 'throttled', retryAfterMs: SIX_HOURS_MS });
  });
  it('33 of a class that the certificate seldom sends does not stop the others', () => {
    expect(verdictOf(error(33), { isUsualClass: false })).toMatchObject({
      kind: 'unavailable',
      mayHaveRung: false,
      retryAfterMs: SIX_HOURS_MS,
      isLocal: true,
    });
  });
  it('of a Retry-After beside them wait as that says', () => {
    const exchange = { ...answer(error(13)), retryAfterMs: 9_000 } as Exchange;
    expect(verdicts(exchange)).toMatchObject([{ kind: 'throttled', retryAfterMs: 9_000 }]);
  });
  it.each([54, 67])('%i is the fault of a message that asked for it', (code) => {
    expect(verdictOf(error(code), { isUsual: false })).toMatchObject({ kind: 'refused', code: String(code) });
  });
  it('say in words that the MasterSecret is wanted, not the AppSecret', () => {
    expect(verdictOf(error(16, 'Invalid Signature'))).toMatchObject({
      detail: expect.stringMatching(/MasterSecret.*AppSecret.*Invalid Signature/),
    });
  });
  it('keep what OPPO says short and free of tokens', () => {
    const words = `id ${'0123456789abcdef'.repeat(3)}\r\n${'x '.repeat(500)}`;
    for (const { code } of CODES.filter((row) => row.code !== 32)) {
      const { detail } = verdictOf(error(code, words)) as { detail: string };
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/0123|[\r\n]/);
    }
  });
});

describe('a code for a call of several', () => {
  it.each([10000, 32, 41, 40, 10001])('%i concerns one message of a batch, and each goes alone', (code) => {
    expect(verdicts(answer(error(code)), BATCH)).toEqual(
      Array(2).fill(expect.objectContaining({ kind: 'unavailable', retryAlone: true, mayHaveRung: false })),
    );
  });
  it.each([10000, 32])('%i concerns one phone of a list, and each goes alone', (code) => {
    expect(verdictOf(error(code), LIST)).toMatchObject({ kind: 'unavailable', retryAlone: true });
  });
  it('41 concerns the content of a list, and all it was for', () => {
    expect(kindsOf(error(41), LIST)).toEqual(['refused', 'refused']);
    expect(kindsOf(error(41), { ...LIST, step: 'save' })).toEqual(['refused', 'refused']);
  });
  it.each([12, 25])('%i concerns the whole batch', (code) => {
    expect(kindsOf(error(code), BATCH)).toEqual(['refused', 'refused']);
  });
  it.each([27, 42])('%i closes this way, and a single message may pass', (code) => {
    for (const step of ['batch', 'save', 'broadcast'] as const) {
      expect(verdictOf(error(code), { ...BATCH, step })).toMatchObject({
        kind: 'unavailable',
        retryAlone: true,
      });
    }
  });
  it('27 for a single message is the fault of the certificate, 42 is a quota of the day', () => {
    expect(verdictOf(error(27)).kind).toBe('credential-broken');
    expect(verdictOf(error(42))).toMatchObject({ kind: 'throttled', retryAfterMs: SIX_HOURS_MS });
  });
  it('32 for one phone is no riddle, even if two asked for it', () => {
    expect(kindsOf(error(32), { step: 'unicast', tokens: ['A', 'A'] })).toEqual(['accepted', 'accepted']);
  });
  it.each(CODES.map(({ code }) => code))('%i while logging in says nothing about a message', (code) => {
    const { kind } = verdictOf(error(code), { step: 'login' });
    expect(['throttled', 'credential-broken', 'unavailable']).toContain(kind);
  });
});

describe('an acceptance', () => {
  it('hands out the message id', () => {
    expect(verdictOf({ code: 0, message: '', data: { messageId: '3000001-1-1-5d4a' } })).toEqual({
      kind: 'accepted',
      vendorMessageId: '3000001-1-1-5d4a',
    });
  });
  it.each([undefined, null, 1.5, '', 'two words', 'x'.repeat(201), 'ü'])(
    'lives without an id such as %j',
    (messageId) => {
      expect(verdictOf({ code: 0, data: { messageId } })).toEqual({ kind: 'accepted' });
    },
  );
  it.each([undefined, null, [], 'x', 5])('lives without data such as %j', (data) => {
    expect(verdictOf({ code: 0, data })).toEqual({ kind: 'accepted' });
  });
  it('of a login is no acceptance either', () => {
    expect(verdictOf({ code: 0, data: {} }, { step: 'login' })).toEqual({
      kind: 'unavailable',
      code: 'login-unreadable-answer',
      mayHaveRung: false,
    });
  });
  it('of a saved notification rings nobody: it is no acceptance', () => {
    expect(verdictOf({ code: 0, data: {} }, { step: 'save' })).toEqual({
      kind: 'unavailable',
      code: 'unreadable-answer',
      mayHaveRung: false,
    });
  });
});

describe("a batch's results", () => {
  const batch = (data: unknown, asked: Partial<Asked> = {}) =>
    verdicts(answer({ code: 0, message: '', data }), { step: 'batch', tokens: ['A', 'B', 'C'], ...asked });
  const ok = (registrationId: string) => ({ messageId: `id-${registrationId}`, registrationId });

  it('are matched by registration ID, in whatever order', () => {
    const dead = {
      messageId: 'x',
      registrationId: 'B',
      errorCode: 10000,
      errorMessage: 'Invalid Registration_id',
    };
    expect(batch([ok('C'), dead, ok('A')])).toEqual([
      { kind: 'accepted', vendorMessageId: 'id-A' },
      { kind: 'token-dead', code: '10000', detail: 'Invalid Registration_id' },
      { kind: 'accepted', vendorMessageId: 'id-C' },
    ]);
  });
  it.each<[string, unknown, Verdict['kind']]>([
    ['0', 0, 'accepted'],
    ['"0"', '0', 'accepted'],
    ['null', null, 'accepted'],
    ['"10000"', '10000', 'token-dead'],
    ['41', 41, 'refused'],
    ['13', 13, 'throttled'],
    ['-1', -1, 'unavailable'],
    ['16', 16, 'credential-broken'],
    ['words', 'bad', 'unavailable'],
    ['{}', {}, 'unavailable'],
  ])('with the error code %s', (_what, errorCode, kind) => {
    expect(batch([{ ...ok('A'), errorCode }, ok('B'), ok('C')])[0]!.kind).toBe(kind);
  });
  it.each<[string, unknown]>([
    ['fewer than phones', [ok('A')]],
    ['none', []],
    ['no list', { A: 'x' }],
    ['nothing', undefined],
    ['entries that are none', [ok('A'), null, 5, 'B', ['C']]],
    ['strangers', [ok('A'), ok('Z'), ok('toString')]],
  ])('leave open what they do not tell: %s', (_what, data) => {
    expect(batch(data).slice(1)).toEqual(
      Array(2).fill({ kind: 'unavailable', code: 'no-result', mayHaveRung: true }),
    );
  });
  it('count for everybody who asked for the phone', () => {
    expect(batch([ok('A')], { tokens: ['A', 'A'] }).map(({ kind }) => kind)).toEqual([
      'accepted',
      'accepted',
    ]);
  });
});

describe("a broadcast's errors", () => {
  const list = (more: Record<string, unknown>) =>
    kindsOf(
      { code: 0, data: { message_id: 'm', task_id: 't', ...more } },
      { step: 'broadcast', tokens: ['A', 'B', 'C'] },
    );
  it.each<[string, Record<string, unknown>, Verdict['kind'][]]>([
    ['none', {}, ['accepted', 'accepted', 'accepted']],
    ['a list', { '10000': ['B'] }, ['accepted', 'token-dead', 'accepted']],
    ['a list written with semicolons', { '10000': 'A;C' }, ['token-dead', 'accepted', 'token-dead']],
    ['a list written with commas', { '10000': 'A, B' }, ['token-dead', 'token-dead', 'accepted']],
    ['two codes', { '10000': ['A'], '41': ['C'] }, ['token-dead', 'accepted', 'refused']],
    ['the code 0', { '0': ['A'] }, ['accepted', 'accepted', 'accepted']],
    ['strangers', { '10000': ['Z', 'toString'] }, ['accepted', 'accepted', 'accepted']],
    ['nobody readable', { '10000': { A: 1 } }, ['accepted', 'accepted', 'accepted']],
    ['a key in words', { bad: ['A'] }, ['accepted', 'accepted', 'accepted']],
  ])('%s', (_what, more, kinds) => {
    expect(list(more)).toEqual(kinds);
  });
  it('leave everybody the message id', () => {
    expect(verdicts(answer({ code: 0, data: { message_id: 'm', task_id: 't' } }), LIST)).toEqual(
      Array(2).fill({ kind: 'accepted', vendorMessageId: 'm' }),
    );
  });
});

describe('an answer that is none of these', () => {
  it.each([
    '',
    ' ',
    'null',
    '0',
    '"x"',
    '[]',
    '{"code":',
    '<html>',
    '{"a":1} more',
    '{code:0}',
    '\ufeff{"code":0}',
    'NaN',
  ])('%j under 200 may have rung', (body) => {
    expect(verdictOf(body)).toEqual({ kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true });
  });
  it.each([undefined, null, true, 1.5, '', 'x', '1e3', {}, [], 2 ** 53])(
    'with the code %j may have rung',
    (code) => {
      expect(verdictOf({ code, data: { messageId: 'x' } })).toMatchObject({
        kind: 'unavailable',
        mayHaveRung: true,
      });
    },
  );
  it('takes a code that is spelled as text', () => {
    expect(verdictOf({ code: '0', data: {} }).kind).toBe('accepted');
    expect(verdictOf({ code: '16' }).kind).toBe('credential-broken');
  });
  it('believes an error code under any status, and an ok only under a good one', () => {
    expect(verdictOf(error(16), {}, 401).kind).toBe('credential-broken');
    expect(verdictOf(error(10000), {}, 500).kind).toBe('token-dead');
    expect(verdictOf({ code: 0, data: { messageId: 'x' } }, {}, 500)).toMatchObject({ mayHaveRung: true });
  });
  it.each([
    [302, false],
    [400, false],
    [403, false],
    [404, false],
    [413, false],
    [500, true],
    [502, true],
    [503, false],
    [504, true],
  ])('with status %i and no JSON: may have rung %s', (status, mayHaveRung) => {
    expect(verdictOf('<html>', {}, status)).toEqual({
      kind: 'unavailable',
      code: `http-${status}`,
      mayHaveRung,
    });
    expect(verdictOf('<html>', { step: 'save' }, status)).toMatchObject({ mayHaveRung: false });
  });
  it.each([true, false])(
    'that never came may have rung only if the request may have arrived: %s',
    (mayHaveArrived) => {
      const never: Exchange = { kind: 'no-answer', code: 'deadline', mayHaveArrived };
      expect(verdicts(never)).toEqual([
        { kind: 'unavailable', code: 'deadline', mayHaveRung: mayHaveArrived },
      ]);
      expect(verdicts(never, { step: 'save' })).toMatchObject([{ mayHaveRung: false }]);
    },
  );
  it('that came too late to a list sends each phone alone: its two calls do not fit into one deadline', () => {
    const late = (mayHaveArrived: boolean): Exchange => ({
      kind: 'no-answer',
      code: 'deadline',
      mayHaveArrived,
    });
    const apart = { kind: 'unavailable', code: 'deadline', mayHaveRung: false, retryAlone: true };
    for (const mayHaveArrived of [true, false])
      expect(verdicts(late(mayHaveArrived), { step: 'save' })).toEqual([apart]);
    expect(verdicts(late(false), { step: 'broadcast' })).toEqual([apart]);
    expect(verdicts(late(true), { step: 'broadcast' })[0]).not.toHaveProperty('retryAlone');
    const away: Exchange = { kind: 'no-answer', code: 'econnrefused', mayHaveArrived: false };
    expect(verdicts(away, { step: 'broadcast' })[0]).not.toHaveProperty('retryAlone');
  });
  it('has a ruling for every code that a number can be', () => {
    for (const code of [Number.MIN_SAFE_INTEGER, -3, 1, Number.MAX_SAFE_INTEGER]) {
      expect(rulingOf(code, '')).toEqual({ kind: 'unavailable' });
    }
  });
});
