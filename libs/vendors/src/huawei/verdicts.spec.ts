// One row per code and per reason, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import type { Verdict } from '../vendor';
import { CODES, FAMILIES, rulingOf } from './codes';
import { REASONS } from './reasons';
import { isLoginRefused, verdictsOf } from './verdicts';

const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const said = (code: unknown, msg: unknown = 'said so') => ({ code, msg, requestId: '157' });
const verdicts = (body: unknown, tokens = ['A'], status?: number) => verdictsOf(answer(body, status), tokens);
const verdictOf = (body: unknown, status?: number): Verdict => verdicts(body, ['A'], status)[0]!;
const kinds = (body: unknown, tokens: string[]) => verdicts(body, tokens).map(({ kind }) => kind);

/** The sheet's reactions, by code: what the table must say, written down a second time from section 4.2. */
const EXPECTED: Record<Verdict['kind'], string[]> = {
  accepted: ['80000000'],
  'token-dead': ['80300007'],
  refused: [
    ...[
      '80100001',
      '80100002',
      '80100003',
      '80100004',
      '80100013',
      '80100016',
      '80100018',
      '80100020',
      '80100022',
    ],
    ...['80300008', '80300010', '80300011', '80300013', '80300017', '80300028', '80300030', '80300032'],
    ...[
      '82000001',
      '82000002',
      '82000003',
      '82000004',
      '82000005',
      '82000006',
      '82000007',
      '82000008',
      '82000009',
    ],
    ...['82000010', '82000011', '82000012', '82000013'],
    ...['83010001', '83010003', '83010004', '83010005', '83010007'],
  ],
  throttled: ['80100017', '80300029', '83010002'],
  unavailable: ['80000001', '80100000', '80600003', '81000001', '83010000'],
  'callback-refused': [],
  'credential-broken': ['80200001', '80200003', '80200005', '80300002', '80300036', '80300037'],
};
const rows = Object.entries(EXPECTED).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe("Huawei's codes", () => {
  it.each(rows)('%s is %s', (code, kind) => expect(verdictOf(said(code)).kind).toBe(kind));
  it('have one row each, and each row is expected above', () => {
    expect(CODES.map(({ code }) => code).sort()).toEqual(rows.map(([code]) => code).sort());
    expect(CODES.every(({ means, source }) => means && source)).toBe(true);
  });
  it.each([
    ['80100999', 'refused'],
    ['80200009', 'credential-broken'],
    ['80300999', 'refused'],
    ['80000009', 'unavailable'],
    ['80600009', 'unavailable'],
    ['81999999', 'unavailable'],
    ['99999999', 'unavailable'],
    ['00000000', 'unavailable'],
  ])('%s, which nobody has described, is taken for %s', (code, kind) =>
    expect(verdictOf(said(code)).kind).toBe(kind),
  );
  it('have families of which none hides another', () => {
    const prefixes = FAMILIES.map(({ prefix }) => prefix);
    expect(
      prefixes.filter((one) => prefixes.some((other) => other !== one && one.startsWith(other))),
    ).toEqual([]);
  });
  it.each([
    ['80600003', false],
    ['80600009', false],
    ['81000001', true],
    ['99999999', true],
  ])('%s may have rung: %s', (code, mayHaveRung) => expect(rulingOf(code)).toMatchObject({ mayHaveRung }));
  it.each([
    ['80200001', true],
    ['80200003', true],
    ['80200005', true],
    ['80200999', true],
    ['80300002', false],
    ['80300036', false],
    ['80300037', false],
    ['80100000', false],
    ['80000000', false],
  ])('%s asks for another login: %s', (code, isRefused) => {
    expect(isLoginRefused(answer(said(code)))).toBe(isRefused);
    expect(isLoginRefused(answer(said(code), 401))).toBe(isRefused);
  });
  it('are believed under any status, success only under a good one', () => {
    expect(verdictOf(said('80300007'), 500).kind).toBe('token-dead');
    expect(verdictOf(said('80100016'), 503).kind).toBe('refused');
    expect(verdictOf(said('80000000'), 500)).toEqual({
      kind: 'unavailable',
      code: 'http-500',
      mayHaveRung: true,
    });
    expect(verdictOf(said('80100000', '{"illegal_tokens":["A"]}'), 500)).toMatchObject({ mayHaveRung: true });
  });
  it('may be numbers, as some clients see them', () => {
    expect(verdictOf(said(80000000)).kind).toBe('accepted');
    expect(verdictOf(said(80300002)).kind).toBe('credential-broken');
  });
  it('wait as long as a Retry-After beside them says', () => {
    const waiting: Exchange = { ...(answer(said('80300029')) as object), retryAfterMs: 9_000 } as Exchange;
    expect(verdictsOf(waiting, ['A'])).toMatchObject([{ kind: 'throttled', retryAfterMs: 9_000 }]);
    const later: Exchange = { ...(answer(said('80600003')) as object), retryAfterMs: 9_000 } as Exchange;
    expect(verdictsOf(later, ['A'])).toMatchObject([{ kind: 'unavailable', retryAfterMs: 9_000 }]);
  });
  it('come with advice and the words of Huawei, short, and free of tokens', () => {
    const words = `token ${'IQAAAACy0p3wAAC'.repeat(9)}\r\n${'x '.repeat(500)}`;
    for (const { code } of CODES.filter(({ ruling }) => !['accepted', 'partial'].includes(ruling.kind))) {
      const { detail } = verdictOf(said(code, words)) as { detail: string };
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/IQAA|[\r\n]/);
    }
    expect(verdictOf(said('80200001'))).toMatchObject({
      detail: expect.stringMatching(/one app\?.*said so/),
    });
    expect(JSON.stringify(verdicts(said('80300007', '{"illegalTokens":{"noRight":["A"]}}')))).not.toContain(
      '"A"',
    );
  });
});

describe("Huawei's acceptance", () => {
  it('hands out the request id', () => {
    expect(verdictOf(said('80000000'))).toEqual({ kind: 'accepted', vendorMessageId: '157' });
  });
  it.each([undefined, null, 5, '', 'two words', 'x'.repeat(201), 'ü'])(
    'lives without an id such as %j',
    (requestId) => {
      expect(verdictOf({ code: '80000000', requestId })).toEqual({ kind: 'accepted' });
    },
  );

  const some = (document: unknown) => said('80100000', JSON.stringify(document));
  it.each<[string, unknown, string[]]>([
    ['names one (v1)', { illegal_tokens: ['B'] }, ['accepted', 'token-dead', 'accepted']],
    [
      'names one (v3)',
      { illegalTokens: { tokenFormatError: ['B'] } },
      ['accepted', 'token-dead', 'accepted'],
    ],
    [
      'has blanks around a reason',
      { illegalTokens: { ' noRight ': ['B'] } },
      ['accepted', 'token-dead', 'accepted'],
    ],
    [
      'names two for two reasons',
      { illegalTokens: { noRight: ['A'], countryNotSupport: ['C'] } },
      ['token-dead', 'accepted', 'refused'],
    ],
    ['names a stranger too', { illegal_tokens: ['Z', 'B'] }, ['accepted', 'token-dead', 'accepted']],
    [
      'has a reason named like an inherited property',
      { illegalTokens: { constructor: ['B'] } },
      ['accepted', 'refused', 'accepted'],
    ],
  ])('in part %s', (_what, document, expected) => {
    expect(kinds(some(document), ['A', 'B', 'C'])).toEqual(expected);
  });
  it('in part gives the others the request id', () => {
    expect(verdicts(some({ illegal_tokens: ['B'] }), ['A', 'B'])).toEqual([
      { kind: 'accepted', vendorMessageId: '157' },
      { kind: 'token-dead', code: '80100000' },
    ]);
  });
  it.each([
    undefined,
    'some failed',
    '{"illegal_tok',
    '[]',
    '{}',
    '{"illegal_tokens":"B"}',
    '{"illegalTokens":["B"]}',
    '{"illegal_tokens":["Z","toString"]}',
  ])('in part, when nobody can read who failed (%j), leaves all open and asks for each alone', (msg) => {
    const open = { kind: 'unavailable', code: '80100000', mayHaveRung: true };
    expect(verdicts({ code: '80100000', msg }, ['A', 'B'])).toEqual([
      { ...open, retryAlone: true },
      { ...open, retryAlone: true },
    ]);
    expect(verdicts({ code: '80100000', msg }, ['A', 'A'])).toEqual([open, open]);
  });
});

/** Section 4 of the sheet, written down a second time: alone, and beside a token that lives. */
const REASONS_EXPECTED: [string, Verdict['kind'], Verdict['kind']][] = [
  ['tokenFormatError', 'token-dead', 'token-dead'],
  ['tokenPlatformNotSupport', 'token-dead', 'token-dead'],
  ['noRight', 'refused', 'token-dead'],
  ['noPushTypeRight', 'refused', 'refused'],
  ['atomicUnableSendUnsubscribedMsg', 'refused', 'refused'],
  ['countryNotSupport', 'refused', 'refused'],
  ['disableSendHuaweiMsgBecauseOfPenalty', 'credential-broken', 'credential-broken'],
  ['differentImgVerifyPolicy', 'refused', 'refused'],
  ['appinfoError', 'unavailable', 'unavailable'],
  ['notSupportPlayVoice', 'refused', 'refused'],
  ['noRightToSendThisLiveNotificationEvent', 'refused', 'refused'],
];

describe("HarmonyOS' reasons", () => {
  it.each(REASONS_EXPECTED)('%s is %s alone and %s beside one that lives', (reason, alone, beside) => {
    const document = JSON.stringify({ illegalTokens: { [reason]: ['B'] } });
    expect(verdicts(said('80300007', document), ['B'])).toMatchObject([{ kind: alone, code: reason }]);
    expect(verdicts(said('80100000', document), ['A', 'B'])).toMatchObject([
      { kind: 'accepted' },
      { kind: beside, code: reason },
    ]);
  });
  it('have one row each, and each row is expected above', () => {
    expect(REASONS.map(({ reason }) => reason).sort()).toEqual(
      REASONS_EXPECTED.map(([reason]) => reason).sort(),
    );
  });
  it('that nobody has described keep the token, and are not quoted', () => {
    const document = JSON.stringify({ illegalTokens: { 'a\r\nb': ['B'] } });
    expect(verdicts(said('80300007', document), ['B'])).toEqual([
      { kind: 'refused', code: 'unknown-reason' },
    ]);
  });
  it('of a whole request that failed keep tokens which may only have the wrong project', () => {
    const document = JSON.stringify({ illegalTokens: { noRight: ['A', 'B'] } });
    expect(verdicts(said('80300007', document), ['A', 'B'])).toMatchObject([
      { kind: 'refused', detail: expect.stringMatching(/project/) },
      { kind: 'refused' },
    ]);
  });
});

describe('a request in which all tokens are invalid', () => {
  it('kills a token only when it was alone: a wrong app looks the same', () => {
    const all = said('80300007', 'All the tokens are invalid');
    expect(verdicts(all, ['A', 'B'])).toEqual(
      Array(2).fill({ kind: 'unavailable', code: '80300007', mayHaveRung: false, retryAlone: true }),
    );
    expect(kinds(all, ['A', 'A'])).toEqual(['token-dead', 'token-dead']);
  });
  it('sends each alone where nobody says which one is meant', () => {
    expect(verdicts(said('80100002'), ['A', 'B'])[0]).toMatchObject({ retryAlone: true, mayHaveRung: false });
    expect(kinds(said('80100016'), ['A', 'B'])).toEqual(['refused', 'refused']);
  });
});

describe('an answer that is none of these', () => {
  it.each([
    ['a word that cannot be spelt', '{"toString":1,"valueOf":1}'],
    ['a list in a list in a list and so on', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('is read although it says %s where a text belongs', (_what, oddity) => {
    const msg = `{"illegal_tokens":[${oddity},"B"]}`;
    expect(kinds(said('80100000', msg), ['A', 'B'])).toEqual(['accepted', 'token-dead']);
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
    'NaN',
  ];
  it.each([...NOT_JSON, '\ufeff{"code":"80000000"}'])('%j under 200 may have rung', (body) => {
    expect(verdictOf(body)).toEqual({ kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true });
  });
  it.each([undefined, null, true, 1.5, '', 'x', '8e7', '8000000', '800000000', {}, [], '８００００００0'])(
    'with the code %j may have rung',
    (code) =>
      expect(verdictOf({ code, requestId: '1' })).toMatchObject({ kind: 'unavailable', mayHaveRung: true }),
  );
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
  ])('with status %i and a web page: may have rung %s', (status, mayHaveRung) => {
    expect(verdictOf('<html>', status)).toEqual({ kind: 'unavailable', code: `http-${status}`, mayHaveRung });
  });
  it.each(['', 'flow control'])('is flow control under 503 with the plain words %j (scenario 45)', (body) => {
    expect(verdictOf(body, 503)).toEqual({ kind: 'throttled', code: 'http-503' });
  });
  it('under 401 is a refused login, with or without words', () => {
    expect(isLoginRefused(answer('', 401))).toBe(true);
    expect(verdictOf('', 401)).toMatchObject({ kind: 'credential-broken', code: 'http-401' });
    expect(verdictOf('{"error":"x"}', 401)).toMatchObject({ kind: 'credential-broken', code: 'http-401' });
  });
  it('under 401 as a web page comes from something on the way, and closes no lane for good', () => {
    expect(verdictOf('<html>', 401)).toEqual({ kind: 'unavailable', code: 'http-401', mayHaveRung: false });
  });
  it.each([true, false])(
    'that never came may have rung only if the request may have arrived: %s',
    (mayHaveArrived) => {
      const silence: Exchange = { kind: 'no-answer', code: 'deadline', mayHaveArrived };
      expect(verdictsOf(silence, ['A'])).toEqual([
        { kind: 'unavailable', code: 'deadline', mayHaveRung: mayHaveArrived },
      ]);
      expect(isLoginRefused(silence)).toBe(false);
    },
  );
});
