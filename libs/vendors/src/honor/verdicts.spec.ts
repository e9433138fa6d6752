// One row per code, the classifier in its order, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import type { Verdict } from '../vendor';
import { CODES, FAMILIES } from './codes';
import { isTokenRefused, TOO_MANY_DEAD, verdictsOf } from './verdicts';

const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const verdicts = (exchange: Exchange, tokens = ['A'], isAlone = false) =>
  verdictsOf(exchange, { tokens, isAlone });
const verdictOf = (body: unknown, status?: number): Verdict => verdicts(answer(body, status))[0]!;
const kindsOf = (body: unknown, tokens: string[], isAlone = false) =>
  verdicts(answer(body), tokens, isAlone).map(({ kind }) => kind);
const error = (code: unknown, message = 'said so') => ({ code, message });
const lists = (failTokens: unknown, expireTokens: unknown, code = 80100000, sendResult = true) => ({
  code,
  message: 'partial',
  data: { sendResult, requestId: 'r-2', failTokens, expireTokens },
});

/** The sheet's reactions, by code: what the table must say, written down a second time from section 4. */
const EXPECTED: Record<Verdict['kind'], number[]> = {
  accepted: [200, 80000000],
  'token-dead': [80300007],
  refused: [400, 80100001, 80100003, 80100004, 80100016, 80300008, 80300010, 80300011],
  throttled: [429, 503],
  unavailable: [404, 500, 502, 504, 80100000, 80600003, 81000001],
  'callback-refused': [],
  'credential-broken': [401, 403, 80200001, 80200003, 80300002],
};
const rows = Object.entries(EXPECTED).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe("Honor's codes", () => {
  it.each(rows)('%i is %s', (code, kind) => {
    expect(verdictOf(error(code)).kind).toBe(kind);
  });
  it('are told to whoever reads the outcome', () => {
    for (const [code, kind] of rows.filter(([, is]) => is !== 'accepted')) {
      expect(verdictOf(error(code))).toMatchObject({
        kind,
        code: String(code),
        detail: expect.stringContaining('said so'),
      });
    }
  });
  it('have one row each, and each row is expected above', () => {
    expect(CODES.map(({ code }) => code).sort()).toEqual(rows.map(([code]) => code).sort());
    expect(CODES.every(({ means, source }) => means && /^section 4, [V21G]$/.test(source))).toBe(true);
  });
  it.each([
    [80000009, 'unavailable'],
    [80100099, 'refused'],
    [80200099, 'credential-broken'],
    [80300099, 'refused'],
    [80600099, 'unavailable'],
    [81000099, 'unavailable'],
    [424242, 'unavailable'],
  ])('%i, which nobody has described, is taken for %s', (code, kind) => {
    expect(verdictOf(error(code)).kind).toBe(kind);
  });
  it('overlap in no family', () => {
    const sorted = [...FAMILIES].sort((one, other) => one.from - other.from);
    expect(sorted.every(({ to }, i) => to < (sorted[i + 1]?.from ?? Infinity))).toBe(true);
  });
  it.each([
    [404, false],
    [500, true],
    [502, true],
    [504, true],
    [80000009, true],
    [80100000, true],
    [80600003, false],
    [81000001, true],
    [424242, true],
  ])('%i leaves it open whether the phone rang: %s', (code, mayHaveRung) => {
    expect(verdictOf(error(code))).toMatchObject({ kind: 'unavailable', mayHaveRung });
  });
  it.each([
    [503, 503],
    [429, 200],
  ])('%i under HTTP %i waits as Retry-After says', (code, status) => {
    const exchange = { ...answer(error(code), status), retryAfterMs: 9_000 } as Exchange;
    expect(verdicts(exchange)[0]).toMatchObject({ kind: 'throttled', retryAfterMs: 9_000 });
  });
  it('quote the vendor also where it writes msg for message, as two clients expect', () => {
    expect(verdictOf({ code: 80100001, msg: 'bad ttl' })).toMatchObject({
      kind: 'refused',
      detail: 'bad ttl',
    });
  });
  it('say in words which values have to belong together', () => {
    expect(verdictOf(error(403, 'accessToken invalid'), 403)).toEqual({
      kind: 'credential-broken',
      code: '403',
      detail: expect.stringMatching(/Client ID.*App ID.*Honor says: accessToken invalid$/),
    });
  });
  it('split a call of too many tokens, and refuse a single one', () => {
    expect(verdicts(answer(error(80300010)), ['A', 'B'])).toMatchObject([
      { kind: 'unavailable', mayHaveRung: false, retryAlone: true },
      { retryAlone: true },
    ]);
    expect(kindsOf(error(80300010), ['A', 'A'])).toEqual(['refused', 'refused']);
  });
});

describe('an access token', () => {
  it.each<[string, Exchange, boolean]>([
    ['HTTP 401', answer('', 401), true],
    ['HTTP 403 with a web page', answer('<html>', 403), true],
    ['code 80200003', answer(error(80200003)), true],
    ['code 403 as text', answer(error('403')), true],
    ['an app that may not send', answer(error(80300002)), false],
    ['a parameter error', answer(error(80100001), 400), false],
    ['success', answer(error(200)), false],
    ['no answer', { kind: 'no-answer', code: 'deadline', mayHaveArrived: true }, false],
  ])('is exchanged after %s: %#', (_what, exchange, isRefused) => {
    expect(isTokenRefused(exchange)).toBe(isRefused);
  });
});

describe("Honor's acceptance", () => {
  it.each([
    ['in its data', { code: 200, data: { requestId: 'r-1' } }],
    ['at the top', { code: 200, requestId: 'r-1' }],
    ['under a code spelled as text', { code: '200', data: { sendResult: true, requestId: 'r-1' } }],
  ])('hands out the request id %s', (_where, body) => {
    expect(verdictOf(body)).toEqual({ kind: 'accepted', vendorMessageId: 'r-1' });
  });
  it.each([undefined, null, 5, '', 'two words', 'x'.repeat(201), 'ü'])(
    'lives without an id such as %j',
    (requestId) => {
      expect(verdictOf({ code: 200, data: { requestId } })).toEqual({ kind: 'accepted' });
    },
  );
  it.each<[string, unknown, Verdict['kind'][]]>([
    ['names none', lists([], [], 200), ['accepted', 'accepted', 'accepted']],
    ['names an expired one', lists([], ['B']), ['accepted', 'token-dead', 'accepted']],
    ['names a failed one', lists(['B'], []), ['accepted', 'unavailable', 'accepted']],
    ['names one of each', lists(['A'], ['C']), ['unavailable', 'accepted', 'token-dead']],
    ['names one in both', lists(['A'], ['A']), ['token-dead', 'accepted', 'accepted']],
    ['names them under success', lists(['A'], ['C'], 200), ['unavailable', 'accepted', 'token-dead']],
    ['names them under an error', lists([], ['C'], 80100001), ['accepted', 'accepted', 'token-dead']],
    ['names strangers under success', lists(['Z'], ['Y'], 200), ['accepted', 'accepted', 'accepted']],
    ['names strangers too', lists(['Z'], ['toString', 'C']), ['accepted', 'accepted', 'token-dead']],
    ['names only strangers under an error', lists(['Z'], [], 80100001), ['refused', 'refused', 'refused']],
    ['names nobody readable', lists('A', { B: 1 }, 200), ['accepted', 'accepted', 'accepted']],
    ['has no data', { code: 200 }, ['accepted', 'accepted', 'accepted']],
    ['has data that is a list', { code: 200, data: ['B'] }, ['accepted', 'accepted', 'accepted']],
  ])('that %s', (_what, body, expected) => {
    expect(kindsOf(body, ['A', 'B', 'C'])).toEqual(expected);
  });
  it.each([
    ['nobody', lists([], [])],
    ['only strangers', lists(['Z'], ['toString'])],
  ])('that is partial and names %s leaves everybody in doubt, and asks for each alone', (_whom, body) => {
    const open = { kind: 'unavailable', code: '80100000', mayHaveRung: true };
    expect(verdicts(answer(body), ['A', 'B'])).toMatchObject([
      { ...open, retryAlone: true },
      { ...open, retryAlone: true },
    ]);
    expect(verdicts(answer(body), ['A', 'A'])[0]).not.toHaveProperty('retryAlone');
  });
  it('that denies itself leaves those in doubt whom it does not name', () => {
    expect(verdicts(answer(lists([], ['B'], 200, false)), ['A', 'B'])).toEqual([
      { kind: 'unavailable', code: 'send-result-false', mayHaveRung: true },
      { kind: 'token-dead', code: 'expireTokens' },
    ]);
  });
});

describe('a failed token', () => {
  it('is tried once more by itself, and nobody rang', () => {
    expect(verdicts(answer(lists(['A'], [])), ['A', 'B'])[0]).toEqual({
      kind: 'unavailable',
      code: 'failTokens',
      detail: 'partial',
      mayHaveRung: false,
      retryAlone: true,
    });
  });
  it('is dead when it fails alone again', () => {
    expect(verdicts(answer(lists(['A'], [])), ['A'], true)[0]).toMatchObject({
      kind: 'token-dead',
      code: 'failTokens',
    });
  });
});

describe('a round of dead tokens', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `T${i}`);
  it.each([
    ['by code', error(80300007)],
    ['by list', lists([], many(TOO_MANY_DEAD))],
    ['by code and list', lists([], many(TOO_MANY_DEAD), 80300007)],
  ])('kills none: each is tried alone, and so many point to a wrong App ID: %s', (_how, body) => {
    expect(verdicts(answer(body), many(TOO_MANY_DEAD - 1))).toEqual(
      many(TOO_MANY_DEAD - 1).map(() =>
        expect.objectContaining({ kind: 'unavailable', mayHaveRung: false, retryAlone: true }),
      ),
    );
    expect(verdicts(answer(body), ['T0', 'T0'], true)).toMatchObject([
      { kind: 'token-dead' },
      { kind: 'token-dead' },
    ]);
    expect(verdicts(answer(body), many(TOO_MANY_DEAD))[0]).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(/another App ID/),
    });
  });
  it('that leaves one alive is believed whatever its number', () => {
    const asked = many(TOO_MANY_DEAD + 1);
    const kinds = kindsOf(lists([], asked.slice(1)), asked);
    expect(kinds[0]).toBe('accepted');
    expect(new Set(kinds.slice(1))).toEqual(new Set(['token-dead']));
  });
});

describe('an answer that is none of these', () => {
  it.each([
    ['a word that cannot be spelt', '{"toString":1,"valueOf":1}'],
    ['a list in a list in a list and so on', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('is read although it says %s where a text belongs', (_what, oddity) => {
    const taken = answer(`{"code":200,"data":{"failTokens":[${oddity}],"expireTokens":["B",${oddity}]}}`);
    expect(verdicts(taken, ['A', 'B']).map(({ kind }) => kind)).toEqual(['accepted', 'token-dead']);
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
    '\ufeff{"code":200}',
    'NaN',
  ];
  it.each(NOT_JSON)('%j under 200 may have rung', (body) => {
    expect(verdictOf(body)).toEqual({ kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true });
  });
  it.each([undefined, null, true, 1.5, '', 'x', '2e2', {}, [], 2 ** 53])(
    'with the code %j may have rung',
    (code) => {
      expect(verdictOf({ code, data: { requestId: 'x' } })).toMatchObject({
        kind: 'unavailable',
        mayHaveRung: true,
      });
    },
  );
  it('believes an error code under any status, and success only under a good one', () => {
    expect(verdictOf(error(80200001), 500).kind).toBe('credential-broken');
    expect(verdictOf(error(80300007), 400).kind).toBe('token-dead');
    expect(verdictOf({ code: 200, data: {} }, 500)).toMatchObject({ kind: 'unavailable', mayHaveRung: true });
    expect(verdicts(answer(lists(['A'], []), 502), ['A', 'B'])).toMatchObject([
      { kind: 'unavailable', mayHaveRung: true },
      { kind: 'unavailable', mayHaveRung: true },
    ]);
  });
  it.each<[number, Partial<Verdict>]>([
    [302, { kind: 'unavailable', mayHaveRung: false }],
    [400, { kind: 'refused' }],
    [401, { kind: 'unavailable', mayHaveRung: false }],
    [403, { kind: 'unavailable', mayHaveRung: false }],
    [404, { kind: 'unavailable', mayHaveRung: false }],
    [429, { kind: 'throttled' }],
    [500, { kind: 'unavailable', mayHaveRung: true }],
    [502, { kind: 'unavailable', mayHaveRung: true }],
    [503, { kind: 'unavailable', mayHaveRung: false }],
    [504, { kind: 'unavailable', mayHaveRung: true }],
  ])('with status %i and no JSON', (status, verdict) => {
    expect(verdictOf('<html>', status)).toEqual({ code: `http-${status}`, ...verdict });
  });
  it.each([401, 403])('with status %i and JSON without a code breaks the credential', (status) => {
    expect(verdictOf({ error: 'invalid_token' }, status)).toMatchObject({
      kind: 'credential-broken',
      code: `http-${status}`,
      detail: expect.stringMatching(/Client ID/),
    });
  });
  it('goes by the status where the code is unknown', () => {
    expect(verdictOf(error(7), 400)).toMatchObject({ kind: 'refused', code: '7' });
    expect(verdictOf(error(7), 403)).toMatchObject({ kind: 'credential-broken', code: '7' });
    expect(verdictOf(error(7), 503)).toMatchObject({ kind: 'unavailable', code: '7', mayHaveRung: false });
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
    // As the one seen in the field: letters and dots, then 130 URL-safe characters.
    const message = `token BAEAAAAB.jX.${'AbCdEfGh-IjKlMnOpQrStUvWx_'.repeat(5)}\r\n${'x '.repeat(500)}`;
    for (const { code } of CODES.filter(({ ruling }) => ruling.kind !== 'accepted')) {
      const { detail } = verdictOf(error(code, message)) as { detail: string };
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/IjKl|[\r\n]/);
    }
  });
});
