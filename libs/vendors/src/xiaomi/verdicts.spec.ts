// One row per code, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import type { Verdict } from '../vendor';
import { CODES, FAMILIES, rulingOf } from './codes';
import { untilMidnightInChina } from '../shared/content/china-day';
import { channelsOverQuota } from './quota';
import { verdictsOf } from './verdicts';

const NOW_MS = Date.UTC(2026, 10, 24, 10, 0, 0);
/** 18:00 in China. */
const SIX_HOURS_MS = 6 * 3_600_000;

const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const verdicts = (
  exchange: Exchange,
  asked: { tokens?: string[]; messages?: number; channel?: string; isUsualChannel?: boolean } = {},
) =>
  verdictsOf(
    exchange,
    { tokens: ['A'], messages: 1, channel: undefined, isUsualChannel: true, ...asked },
    NOW_MS,
  );
const verdictOf = (body: unknown, status?: number): Verdict => verdicts(answer(body, status))[0]!;
const error = (code: unknown, reason = 'said so') => ({ result: 'error', code, reason, trace_id: 'X1' });

/** The sheet's reactions, by code: what the table must say, written down a second time from the vendor's list. */
const EXPECTED: Record<Verdict['kind'], number[]> = {
  accepted: [],
  'token-dead': [10029],
  refused: [
    100, 10007, 10008, 10012, 10013, 10016, 10017, 10018, 10020, 10021, 20209, 20215, 20216, 20315, 21305,
    22100, 22101, 22103, 26005, 26006, 27001, 65006, 65007, 65008, 65009, 65010, 65011, 65012, 65013, 65014,
    65015, 65016, 65017, 65028, 65035, 65040, 65041,
  ],
  throttled: [10022, 10023, 10024, 10027, 10028, 10034, 10039, 26004, 200001, 200002],
  unavailable: [
    -1, 1, 10001, 10002, 10003, 10009, 10010, 10011, 10030, 10032, 10033, 10035, 10037, 10038, 20301, 20607,
    22102, 26003, 65003, 65029, 65030,
  ],
  // Behaviour 3.8: a wish for receipts must not stop all pushes.
  'callback-refused': [10025, 65036, 65037, 65038],
  'credential-broken': [
    10004, 10005, 10006, 10014, 10026, 10031, 10036, 21301, 21302, 21303, 22000, 22001, 22002, 22003, 22004,
    22005, 22006, 22007, 22008, 22020, 22021, 22022,
  ],
};
const rows = Object.entries(EXPECTED).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe("Xiaomi's codes", () => {
  it.each(rows)('%i is %s', (code, kind) => {
    expect(verdictOf(error(code))).toMatchObject({ kind, code: String(code) });
  });
  it('have one row each, and each row is expected above', () => {
    expect(CODES.map(({ code }) => code).sort()).toEqual(rows.map(([code]) => code).sort());
    expect(CODES.every(({ means, source }) => means && source)).toBe(true);
  });
  it.each([
    [21304, 'credential-broken'],
    [22050, 'credential-broken'],
    [22199, 'refused'],
    [27002, 'refused'],
    [65099, 'refused'],
    [200003, 'throttled'],
    [10099, 'unavailable'],
    [424242, 'unavailable'],
  ])('%i, which nobody has described, is taken for %s', (code, kind) => {
    expect(verdictOf(error(code)).kind).toBe(kind);
  });
  it('overlap in no family', () => {
    const sorted = [...FAMILIES].sort((one, other) => one.from - other.from);
    expect(sorted.every(({ to }, i) => to < (sorted[i + 1]?.from ?? Infinity))).toBe(true);
  });
  it('20301 kills tokens only with the words "No valid targets!"', () => {
    const all = verdicts(answer(error(20301, 'No valid targets!')), { tokens: ['A', 'B'] });
    expect(all.map(({ kind }) => kind)).toEqual(['token-dead', 'token-dead']);
    expect(verdictOf(error(20301, 'sending failed')).kind).toBe('unavailable');
  });
  it('10029 kills a token only if it was alone', () => {
    expect(verdicts(answer(error(10029)), { tokens: ['A', 'B'] }).map(({ kind }) => kind)).toEqual([
      'unavailable',
      'unavailable',
    ]);
    expect(verdicts(answer(error(10029)), { tokens: ['A', 'A'] })[0]!.kind).toBe('token-dead');
  });
  it('wait as long as the pages say (scenario 45)', () => {
    expect(verdictOf(error(200002))).toMatchObject({ retryAfterMs: 1_000 });
    expect(verdictOf(error(200001))).toMatchObject({ retryAfterMs: SIX_HOURS_MS });
    expect(verdictOf(error(10027))).not.toHaveProperty('retryAfterMs');
  });
  it('about the quota of another channel than the usual one close no lane', () => {
    const asked = { tokens: ['A', 'B'], messages: 2, channel: 'news', isUsualChannel: false };
    const waiting = {
      kind: 'unavailable',
      mayHaveRung: false,
      retryAfterMs: SIX_HOURS_MS,
      isLocal: true,
    };
    const swallowed = answer({ code: 0, data: { channel_exceed_quota: 'news:2' } });
    expect(verdicts(answer(error(200001)), asked)[0]).toMatchObject(waiting);
    expect(verdicts(swallowed, asked)[0]).toMatchObject(waiting);
    expect(verdicts(answer(error(10034)), asked)[0]).toMatchObject({ kind: 'throttled' });
  });
  it('of a Retry-After beside them wait as that says', () => {
    expect(verdicts({ ...(answer(error(200002)) as object), retryAfterMs: 9_000 } as Exchange)).toMatchObject(
      [{ retryAfterMs: 9_000 }],
    );
  });
  it('say in words that the AppSecret is wanted, not the AppKey', () => {
    expect(verdictOf(error(21301, 'Invalid application secret.'))).toMatchObject({
      detail: expect.stringMatching(/AppSecret.*AppKey.*Invalid application secret\./),
    });
  });
  it('that condemn one message of several send each of them alone', () => {
    const together = verdicts(answer(error(65009)), { tokens: ['A', 'B'], messages: 2 });
    expect(together).toMatchObject([
      { kind: 'unavailable', retryAlone: true, mayHaveRung: false },
      { retryAlone: true },
    ]);
    expect(verdicts(answer(error(65009)), { tokens: ['A', 'B'] })[0]!.kind).toBe('refused');
    expect(verdicts(answer(error(27001)), { tokens: ['A', 'B'], messages: 2 })[0]!.kind).toBe('refused');
  });
  it('that leave it open may have rung, those that deny it have not', () => {
    expect(rulingOf(10003, '')).toMatchObject({ mayHaveRung: true });
    expect(rulingOf(10002, '')).toMatchObject({ mayHaveRung: false });
  });
});

describe("Xiaomi's acceptance", () => {
  const ok = (data: unknown) => answer({ result: 'ok', code: 0, data });
  const kinds = (data: unknown, asked: Parameters<typeof verdicts>[1]) =>
    verdicts(ok(data), asked).map(({ kind }) => kind);

  it('hands out the message id', () => {
    expect(verdicts(ok({ id: 'slm41b60443521684347Uj' }))).toEqual([
      { kind: 'accepted', vendorMessageId: 'slm41b60443521684347Uj' },
    ]);
  });
  it.each([undefined, null, 5, '', 'two words', 'x'.repeat(201), 'ü'])(
    'lives without an id such as %j',
    (id) => {
      expect(verdicts(ok({ id }))).toEqual([{ kind: 'accepted' }]);
    },
  );
  it.each([
    ['names none', {}, ['accepted', 'accepted', 'accepted']],
    ['names one', { bad_regids: 'B' }, ['accepted', 'token-dead', 'accepted']],
    ['names two', { bad_regids: 'A,C' }, ['token-dead', 'accepted', 'token-dead']],
    ['has blanks in its list', { bad_regids: ' A, C' }, ['token-dead', 'accepted', 'token-dead']],
    ['names a stranger', { bad_regids: 'Z,toString' }, ['accepted', 'accepted', 'accepted']],
    ['names them in a list', { bad_regids: ['B'] }, ['accepted', 'token-dead', 'accepted']],
    ['names nobody readable', { bad_regids: { B: 1 } }, ['accepted', 'accepted', 'accepted']],
    ['has no data', undefined, ['accepted', 'accepted', 'accepted']],
    ['has data that is a list', ['B'], ['accepted', 'accepted', 'accepted']],
  ])('that %s', (_what, data, expected) => {
    expect(kinds(data, { tokens: ['A', 'B', 'C'] })).toEqual(expected);
  });

  describe('that reports a spent quota', () => {
    const asked = { tokens: ['A', 'B', 'C'], messages: 3 };
    it('throttles until midnight in China if nothing of the channel went through (scenario 45)', () => {
      expect(verdicts(ok({ channel_exceed_quota: 'no_channel:3' }), asked)[0]).toEqual({
        kind: 'throttled',
        code: 'channel_exceed_quota',
        retryAfterMs: SIX_HOURS_MS,
      });
      expect(kinds({ channel_exceed_quota: '104551:3' }, { ...asked, channel: '104551' })[0]).toBe(
        'throttled',
      );
    });
    it('counts without the dead', () => {
      expect(kinds({ channel_exceed_quota: 'no_channel:2', bad_regids: 'B' }, asked)).toEqual([
        'throttled',
        'token-dead',
        'throttled',
      ]);
    });
    it('leaves open who rang if only some went through', () => {
      expect(verdicts(ok({ channel_exceed_quota: 'no_channel:2' }), asked)).toMatchObject([
        { kind: 'unavailable', mayHaveRung: true },
        { kind: 'unavailable', mayHaveRung: true },
        { kind: 'unavailable', mayHaveRung: true },
      ]);
    });
    it.each([
      ['no_channel:2 a:3', { no_channel: 2, a: 3 }],
      ['a:0', {}],
      ['', {}],
      ['words', {}],
      [{ a: 1 }, {}],
      [undefined, {}],
    ])('reads %j', (value, read) => expect(Object.fromEntries(channelsOverQuota(value))).toEqual(read));
  });
  it.each([
    ['a second before midnight in China', Date.UTC(2026, 10, 24, 15, 59, 59), 1_000],
    ['at midnight in China', Date.UTC(2026, 10, 24, 16), 86_400_000],
  ])('knows how long a spent quota lasts %s', (_when, nowMs, waitMs) =>
    expect(untilMidnightInChina(nowMs)).toBe(waitMs),
  );
});

describe('an answer that is none of these', () => {
  it.each([
    ['a word that cannot be spelt', '{"toString":1,"valueOf":1}'],
    ['a list in a list in a list and so on', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('is read although it says %s where a text belongs', (_what, oddity) => {
    const refused = answer(`{"code":20301,"reason":${oddity}}`);
    expect(verdicts(refused)).toEqual([{ kind: 'unavailable', code: '20301', mayHaveRung: false }]);
    const taken = answer(`{"code":0,"data":{"bad_regids":[${oddity},"B"]}}`);
    expect(verdicts(taken, { tokens: ['A', 'B'] }).map(({ kind }) => kind)).toEqual([
      'accepted',
      'token-dead',
    ]);
  });
  const NOT_JSON = [
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
  ];
  it.each(NOT_JSON)('%j under 200 may have rung', (body) => {
    expect(verdictOf(body)).toEqual({ kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true });
  });
  it.each([undefined, null, true, 1.5, '', 'x', '1e3', {}, [], 2 ** 53])(
    'with the code %j may have rung',
    (code) => {
      expect(verdictOf({ code, data: { id: 'x' } })).toMatchObject({
        kind: 'unavailable',
        mayHaveRung: true,
      });
    },
  );
  it('takes a code that is spelled as text', () => {
    expect(verdictOf({ code: '0', data: {} }).kind).toBe('accepted');
    expect(verdictOf({ code: '21301' }).kind).toBe('credential-broken');
  });
  it('believes an error code under any status, and an ok only under a good one', () => {
    expect(verdictOf(error(21301), 401).kind).toBe('credential-broken');
    expect(verdictOf(error(20301, 'No valid targets!'), 500).kind).toBe('token-dead');
    expect(verdictOf({ code: 0, data: { id: 'x' } }, 500)).toMatchObject({
      kind: 'unavailable',
      mayHaveRung: true,
    });
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
    const reason = `regid ${'Hh3mT3w/bMmTCdp7+A=='.repeat(3)}\r\n${'x '.repeat(500)}`;
    for (const { code } of CODES) {
      const { detail } = verdictOf(error(code, reason)) as { detail: string };
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/Hh3m|[\r\n]/);
    }
  });
});
