// One row per code, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import type { Verdict } from '../vendor';
import { CODES, FAMILIES } from './codes';
import { untilMidnightInChina } from '../shared/content/china-day';
import { untilSeven } from './quota';
import { type Asked, verdictsOf } from './verdicts';

const NOW_MS = Date.UTC(2026, 10, 24, 10, 0, 0);
/** 18:00 in China. */
const TO_MIDNIGHT_MS = 6 * 3_600_000;
const TO_SEVEN_MS = 13 * 3_600_000;

const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const verdicts = (exchange: Exchange, asked: Partial<Asked> = {}) =>
  verdictsOf(exchange, { step: 'send', tokens: ['A'], isUsualClass: true, ...asked }, NOW_MS);
const verdictOf = (body: unknown, status?: number, asked?: Partial<Asked>): Verdict =>
  verdicts(answer(body, status), asked)[0]!;
const failure = (result: unknown, desc = '说明') => ({ result, desc });

/** The sheet's reactions, by code: what the table must say, written down a second time from the sheet. */
const EXPECTED: Record<Verdict['kind'], number[]> = {
  accepted: [],
  'token-dead': [10302],
  refused: [
    10050, 10051, 10054, 10055, 10056, 10057, 10058, 10059, 10060, 10065, 10067, 10085, 10095, 10096, 10097,
    10103, 10104, 10150, 10151, 10152, 10153, 10254, 10304, 10305, 10306, 10311, 10352, 10353, 10800, 10801,
  ],
  throttled: [10070, 10071, 10072, 10073, 10093],
  unavailable: [10000, 10040, 10155, 10207, 10252],
  'callback-refused': [],
  'credential-broken': [10043, 10045, 10082, 10094, 10200, 10201, 10202, 10203, 10204, 10205, 10206],
};
const rows = Object.entries(EXPECTED).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe("vivo's codes", () => {
  it.each(rows)('%i is %s', (code, kind) => {
    const verdict = verdictOf(failure(code));
    expect(verdict).toMatchObject({ kind, code: String(code) });
    // With a code vivo says that it did nothing.
    if (verdict.kind === 'unavailable') expect(verdict.mayHaveRung).toBe(false);
  });
  it('have one row each, and each row is expected above', () => {
    expect(CODES.map(({ code }) => code).sort()).toEqual(rows.map(([code]) => code).sort());
    expect(CODES.every(({ means, source }) => means && source)).toBe(true);
  });
  it.each([
    [10041, 'unavailable'],
    [10079, 'throttled'],
    [10208, 'credential-broken'],
    [10259, 'throttled'],
    [10061, 'refused'],
    [10303, 'refused'],
    [424242, 'refused'],
    [-1, 'refused'],
  ])('%i, which nobody has described, is taken for %s', (code, kind) => {
    expect(verdictOf(failure(code)).kind).toBe(kind);
  });
  it('overlap in no family', () => {
    const sorted = [...FAMILIES].sort((one, other) => one.from - other.from);
    expect(sorted.every(({ to }, i) => to < (sorted[i + 1]?.from ?? Infinity))).toBe(true);
  });
  it('wait as long as the sheet says (scenario 45)', () => {
    expect(verdictOf(failure(10070))).toMatchObject({
      kind: 'throttled',
      code: '10070',
      retryAfterMs: TO_MIDNIGHT_MS,
    });
    expect(verdictOf(failure(10073))).toMatchObject({ retryAfterMs: TO_MIDNIGHT_MS });
    expect(verdictOf(failure(10071))).toMatchObject({ retryAfterMs: TO_SEVEN_MS });
    expect(verdictOf(failure(10072))).toMatchObject({ retryAfterMs: 1_000 });
    expect(verdictOf(failure(10093), 200, { step: 'login' })).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 1_000,
    });
  });
  it('of a Retry-After beside them wait as that says', () => {
    const exchange = { ...answer(failure(10072)), retryAfterMs: 9_000 } as Exchange;
    expect(verdicts(exchange)).toMatchObject([{ retryAfterMs: 9_000 }]);
    const broken = { ...answer(failure(10206)), retryAfterMs: 9_000 } as Exchange;
    expect(verdicts(broken)[0]).not.toHaveProperty('retryAfterMs');
  });
  it.each([10070, 10071, 10073])(
    '%i about a class that is not the usual one does not close the lane',
    (code) => {
      expect(verdictOf(failure(code), 200, { isUsualClass: false })).toMatchObject({
        kind: 'unavailable',
        mayHaveRung: false,
        retryAfterMs: code === 10071 ? TO_SEVEN_MS : TO_MIDNIGHT_MS,
        isLocal: true,
      });
    },
  );
  it('10082 about a class that is not the usual one breaks no credential', () => {
    expect(verdictOf(failure(10082), 200, { isUsualClass: false }).kind).toBe('refused');
  });
  it.each([10252, 10155])('%i about lists sends each of them alone', (code) => {
    expect(verdicts(answer(failure(code)), { step: 'save', tokens: ['A', 'B'] })).toMatchObject([
      { kind: 'unavailable', retryAlone: true, mayHaveRung: false },
      { retryAlone: true },
    ]);
  });
  it.each(['save', 'list'] as const)('10302 to a %s kills nobody, because it does not say whom', (step) => {
    expect(verdicts(answer(failure(10302)), { step, tokens: ['A', 'B'] })).toMatchObject([
      { kind: 'unavailable', code: '10302', retryAlone: true, mayHaveRung: false },
      { kind: 'unavailable', retryAlone: true },
    ]);
  });
  it.each([10302, 10054, 424242])('%i to a login is no verdict on a push', (code) => {
    expect(verdictOf(failure(code), 200, { step: 'login' })).toMatchObject({
      kind: 'unavailable',
      mayHaveRung: false,
    });
  });
  it('say in words what to do', () => {
    expect(verdictOf(failure(10206, '签名错误'))).toMatchObject({
      detail: expect.stringMatching(/AppSecret.*vivo says: 签名错误$/),
    });
    expect(verdictOf(failure(10045))).toMatchObject({ detail: expect.stringMatching(/testMode/) });
  });
  it('that kill a token spare it if its status is about something else', () => {
    const invalid = (status: unknown) => ({ ...failure(10302), invalidUser: { userid: 'A', status } });
    const kinds = [1, 2, 3, 4, '2', '4'].map((status) => verdictOf(invalid(status)).kind);
    expect(kinds).toEqual(['token-dead', 'token-dead', 'refused', 'refused', 'token-dead', 'refused']);
    expect(verdictOf(invalid(4))).toMatchObject({
      code: '10302',
      detail: expect.stringMatching(/test device/),
    });
    expect(verdictOf({ ...failure(10302), invalidUser: null }).kind).toBe('token-dead');
  });
});

describe("vivo's acceptance", () => {
  const ok = (more: object = {}) => answer({ result: 0, desc: '请求成功', ...more });
  const kinds = (more: object, asked: Partial<Asked>) => verdicts(ok(more), asked).map(({ kind }) => kind);
  const list = { step: 'list', taskId: '342', tokens: ['A', 'B', 'C'] } as const;

  it('hands out the task id', () => {
    expect(verdicts(ok({ taskId: '342982232646205440' }))).toEqual([
      { kind: 'accepted', vendorMessageId: '342982232646205440' },
    ]);
    expect(verdicts(ok({ taskId: 3429 }))).toEqual([{ kind: 'accepted', vendorMessageId: '3429' }]);
    expect(verdicts(ok(), list)[0]).toEqual({ kind: 'accepted', vendorMessageId: '342' });
  });
  it.each([undefined, null, 1.5, 2 ** 60, '', 'two words', 'x'.repeat(201), 'ü', {}])(
    'lives without an id such as %j',
    (taskId) => expect(verdicts(ok({ taskId }))).toEqual([{ kind: 'accepted' }]),
  );
  const user = (userid: unknown, status: unknown) => ({ userid, status });
  it.each<[string, object, string[]]>([
    ['names nobody', {}, ['accepted', 'accepted', 'accepted']],
    ['names one', { invalidUsers: [user('B', 1)] }, ['accepted', 'token-dead', 'accepted']],
    ['names two', { invalidUsers: [user('A', 2), user('C', 1)] }, ['token-dead', 'accepted', 'token-dead']],
    ['names one that was away', { invalidUsers: [user('B', 3)] }, ['accepted', 'refused', 'accepted']],
    [
      'names one that is no test device',
      { invalidUsers: [user('B', 4)] },
      ['accepted', 'refused', 'accepted'],
    ],
    ['names one for a new reason', { invalidUsers: [user('B', 5)] }, ['accepted', 'refused', 'accepted']],
    ['names one without a reason', { invalidUsers: [{ userid: 'B' }] }, ['accepted', 'refused', 'accepted']],
    ['names strangers', { invalidUsers: [user('Z', 1), user('toString', 1)] }, Array(3).fill('accepted')],
    ['names nobody readable', { invalidUsers: [null, 5, 'B', [], {}] }, Array(3).fill('accepted')],
    ['has a list that is none', { invalidUsers: 'A,B' }, Array(3).fill('accepted')],
  ])('of a list that %s', (_what, more, expected) => {
    expect(kinds(more, list)).toEqual(expected);
  });
  it('of a list reads a number that was sent as digits', () => {
    expect(kinds({ invalidUsers: [user(155542391, 1)] }, { ...list, tokens: ['155542391', 'B'] })).toEqual([
      'token-dead',
      'accepted',
    ]);
  });
  it('of a single send may still name its only target, under whatever name', () => {
    expect(kinds({ taskId: '1', invalidUser: user('v2-dead', 1) }, {})).toEqual(['token-dead']);
    expect(kinds({ taskId: '1', invalidUser: user('', 1) }, {})).toEqual(['token-dead']);
  });
  it.each([null, 0, '', {}, { userid: null, status: null }, { userid: '', status: 0 }])(
    'of one phone has no invalid user in the empty form %j',
    (invalidUser) => expect(kinds({ taskId: '1', invalidUser }, {})).toEqual(['accepted']),
  );
  it('of one phone believes an invalid user without a reason', () => {
    expect(kinds({ taskId: '1', invalidUser: { userid: 'A' } }, {})).toEqual(['refused']);
  });
  it('of a saved message or a login is no acceptance of a push', () => {
    const steps = { save: 'unreadable-answer', login: 'login-unreadable-answer' };
    for (const step of ['save', 'login'] as const) {
      expect(verdicts(ok({ taskId: '1' }), { step })).toEqual([
        { kind: 'unavailable', code: steps[step], mayHaveRung: false },
      ]);
    }
  });
});

describe('an answer that is none of these', () => {
  const NOT_JSON = [
    '',
    ' ',
    'null',
    '0',
    '"x"',
    '[]',
    '{"result":',
    '<html>',
    '{"a":1} more',
    '{result:0}',
    '\ufeff{"result":0}',
    'NaN',
  ];
  it.each(NOT_JSON)('%j under 200 may have rung', (body) => {
    expect(verdictOf(body)).toEqual({ kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true });
  });
  it.each([undefined, null, true, 1.5, '', 'x', '1e3', {}, [], 2 ** 53])(
    'with the result %j may have rung',
    (result) => {
      expect(verdictOf({ result, taskId: '1' })).toMatchObject({ kind: 'unavailable', mayHaveRung: true });
    },
  );
  it('takes a result that is spelled as text', () => {
    expect(verdictOf({ result: '0' }).kind).toBe('accepted');
    expect(verdictOf({ result: '10206' }).kind).toBe('credential-broken');
  });
  it('believes a code under any status, and an ok only under a good one', () => {
    expect(verdictOf(failure(10206), 401).kind).toBe('credential-broken');
    expect(verdictOf({ result: 0, taskId: 'x' }, 500)).toMatchObject({
      kind: 'unavailable',
      mayHaveRung: true,
    });
  });
  it.each([
    [302, false],
    [400, false],
    [403, false],
    [404, false],
    [415, false],
    [500, true],
    [502, true],
    [503, false],
    [504, true],
  ])('with status %i and plain text: may have rung %s', (status, mayHaveRung) => {
    expect(verdictOf('Internet server error!', status)).toEqual({
      kind: 'unavailable',
      code: `http-${status}`,
      mayHaveRung,
    });
  });
  it.each(['save', 'login'] as const)('to a %s never rang anybody', (step) => {
    const gone: Exchange = { kind: 'no-answer', code: 'deadline', mayHaveArrived: true };
    for (const exchange of [gone, answer('<html>', 500), answer('')]) {
      expect(verdicts(exchange, { step })).toMatchObject([{ kind: 'unavailable', mayHaveRung: false }]);
    }
  });
  it.each([true, false])(
    'that never came may have rung only if the request may have arrived: %s',
    (mayHaveArrived) => {
      expect(verdicts({ kind: 'no-answer', code: 'deadline', mayHaveArrived })).toEqual([
        { kind: 'unavailable', code: 'deadline', mayHaveRung: mayHaveArrived },
      ]);
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
    expect(verdicts(late(false), { step: 'list' })).toEqual([apart]);
    expect(verdicts(late(true), { step: 'list' })[0]).not.toHaveProperty('retryAlone');
    const away: Exchange = { kind: 'no-answer', code: 'econnrefused', mayHaveArrived: false };
    expect(verdicts(away, { step: 'list' })[0]).not.toHaveProperty('retryAlone');
  });
  it('keeps what the vendor says short and free of tokens', () => {
    const desc = `regId ${'v2-CRExample'.repeat(5)}\r\n${'x '.repeat(500)}`;
    for (const { code } of CODES) {
      const { detail } = verdictOf(failure(code, desc)) as { detail: string };
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/CRExample|[\r\n]/);
    }
  });
});

describe("vivo's day", () => {
  it.each([
    ['a second before midnight in China', Date.UTC(2026, 10, 24, 15, 59, 59), 1_000, 25_201_000],
    ['at midnight in China', Date.UTC(2026, 10, 24, 16), 86_400_000, 25_200_000],
    ['a second before seven in China', Date.UTC(2026, 10, 24, 22, 59, 59), 61_201_000, 1_000],
    ['at seven in China', Date.UTC(2026, 10, 24, 23), 61_200_000, 86_400_000],
  ])('ends and begins, seen %s', (_when, nowMs, midnightMs, sevenMs) => {
    expect([untilMidnightInChina(nowMs), untilSeven(nowMs)]).toEqual([midnightMs, sevenMs]);
  });
});
