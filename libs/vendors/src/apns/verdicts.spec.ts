// What Apple's answers mean, one row a reason.
import type { Http2Exchange } from '../shared/http/http2';
import type { Verdict } from '../vendor';
import { CODES } from './codes';
import { judge } from './verdicts';

const answered = (status: number, body: string, headers: Record<string, string> = {}): Http2Exchange => ({
  kind: 'answered',
  status,
  body,
  headers,
  connection: 7,
});
const reason = (status: number, text: string, more: object = {}) =>
  judge(answered(status, JSON.stringify({ reason: text, ...more })));

/** Sheet, 4: DROP, FIX, CRED, RETRY. */
const ROWS: readonly [number, string, Verdict['kind']][] = [
  [400, 'BadCollapseId', 'refused'],
  [400, 'BadDeviceToken', 'refused'],
  [400, 'BadExpirationDate', 'refused'],
  [400, 'BadMessageId', 'refused'],
  [400, 'BadPriority', 'refused'],
  [400, 'BadTopic', 'refused'],
  [400, 'DeviceTokenNotForTopic', 'refused'],
  [400, 'DuplicateHeaders', 'refused'],
  [400, 'IdleTimeout', 'unavailable'],
  [400, 'InvalidPushType', 'refused'],
  [400, 'MissingDeviceToken', 'refused'],
  [400, 'MissingTopic', 'refused'],
  [400, 'PayloadEmpty', 'refused'],
  [400, 'TopicDisallowed', 'credential-broken'],
  [403, 'BadCertificate', 'credential-broken'],
  [403, 'BadCertificateEnvironment', 'credential-broken'],
  [403, 'ExpiredProviderToken', 'unavailable'],
  [403, 'Forbidden', 'refused'],
  [403, 'InvalidProviderToken', 'credential-broken'],
  [403, 'MissingProviderToken', 'credential-broken'],
  [403, 'UnrelatedKeyIdInToken', 'unavailable'],
  [403, 'BadEnvironmentKeyIdInToken', 'credential-broken'],
  [403, 'BadEnvironmentKeyInToken', 'credential-broken'],
  [404, 'BadPath', 'refused'],
  [405, 'MethodNotAllowed', 'refused'],
  [410, 'Unregistered', 'token-dead'],
  [410, 'ExpiredToken', 'token-dead'],
  [413, 'PayloadTooLarge', 'refused'],
  [429, 'TooManyProviderTokenUpdates', 'throttled'],
  [429, 'TooManyRequests', 'unavailable'],
  [500, 'InternalServerError', 'unavailable'],
  [503, 'ServiceUnavailable', 'unavailable'],
  [503, 'Shutdown', 'unavailable'],
  [400, 'FeatureNotEnabled', 'refused'],
  [400, 'MissingChannelId', 'refused'],
  [400, 'BadChannelId', 'refused'],
  [400, 'ChannelNotRegistered', 'refused'],
  [400, 'BadRequestParams', 'refused'],
  [400, 'BadRequestPayload', 'refused'],
  [400, 'MissingPushType', 'refused'],
  [400, 'CannotCreateChannelConfig', 'refused'],
  [400, 'TopicMismatch', 'refused'],
  // Families: 4xx is our fault, 5xx is theirs, the token stays (sheet, 4).
  [400, 'SomethingNew', 'refused'],
  [403, 'SomethingNew', 'refused'],
  [429, 'SomethingNew', 'throttled'],
  [500, 'SomethingNew', 'unavailable'],
  [503, 'SomethingNew', 'unavailable'],
];

describe("Apple's reasons", () => {
  it.each(ROWS)('%i %s is %s', (status, text, kind) =>
    expect(reason(status, text).verdict).toMatchObject({ kind, code: text }),
  );
  it('are all in the table', () => {
    const known = ROWS.map(([, text]) => text);
    expect(CODES.filter(({ reason: text }) => !known.includes(text))).toEqual([]);
    expect(new Set(CODES.map(({ reason: text }) => text)).size).toBe(CODES.length);
    expect(CODES.every(({ source }) => source.startsWith('4'))).toBe(true);
  });
  it.each([
    ['ExpiredProviderToken', 403, 'token', 7],
    ['UnrelatedKeyIdInToken', 403, 'connection', 7],
    ['IdleTimeout', 400, 'connection', 7],
    ['Shutdown', 503, 'connection', 7],
    ['TooManyProviderTokenUpdates', 429, undefined, 7],
    ['TooManyRequests', 429, undefined, undefined],
    ['ServiceUnavailable', 503, undefined, undefined],
  ] as const)(
    '%s (%i) is tried once more with a new %s, leaving connection %s',
    (text, status, again, leave) => {
      const { again: found, leave: left } = reason(status, text);
      expect([found, left]).toEqual([again, leave]);
    },
  );
  it.each([
    ['InternalServerError', 500, true],
    ['SomethingNew', 502, true],
    ['ServiceUnavailable', 503, false],
    ['TooManyRequests', 429, false],
    ['Shutdown', 503, false],
  ])('%s (%i): may it have rung? %s', (text, status, mayHaveRung) =>
    expect(reason(status, text).verdict).toMatchObject({ mayHaveRung }),
  );
  it('give the time since when a token is dead', () => {
    expect(reason(410, 'Unregistered', { timestamp: 1_700_000_000_000 }).verdict).toEqual({
      kind: 'token-dead',
      code: 'Unregistered',
      deadAtMs: 1_700_000_000_000,
    });
  });
  it.each([['text'], [-1], [1e300], [null], [[1]], [0.5]])('give no time that is %j', (timestamp) => {
    expect(reason(410, 'Unregistered', { timestamp }).verdict).toEqual({
      kind: 'token-dead',
      code: 'Unregistered',
    });
  });
  it('throttle for as long as Apple says, where it does', () => {
    const exchange = {
      ...answered(429, '{"reason":"TooManyRequests"}'),
      retryAfterMs: 20_000,
    } as Http2Exchange;
    expect(judge(exchange).verdict).toMatchObject({ retryAfterMs: 20_000 });
    expect(reason(429, 'TooManyRequests').verdict).toMatchObject({ retryAfterMs: 10_000, isLocal: true });
  });
});

describe('an answer without a reason', () => {
  it.each<[string, number, string, Partial<Verdict>]>([
    [
      'a web page under 200',
      200,
      '<html>',
      { kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true },
    ],
    [
      'an error under 200 (corpus 65)',
      200,
      '{"reason":"BadDeviceToken"}',
      { kind: 'unavailable', code: 'unreadable-answer', mayHaveRung: true },
    ],
    [
      'an accepted push under 500 (corpus 65)',
      500,
      '',
      { kind: 'unavailable', code: 'http-500', mayHaveRung: true },
    ],
    ['a redirect', 302, '', { kind: 'unavailable', code: 'http-302', mayHaveRung: false }],
    ['a firewall', 403, '<html>', { kind: 'unavailable', code: 'http-403', mayHaveRung: false }],
    ['a bad gateway', 502, '<html>', { kind: 'unavailable', code: 'http-502', mayHaveRung: true }],
    // Whoever gave no reason is not Apple: the token stays.
    ['410 in no words', 410, '', { kind: 'unavailable', code: 'http-410', mayHaveRung: false }],
    ['a throttle in few words', 429, '', { kind: 'throttled', code: 'http-429' }],
    [
      'a reason that is a number (corpus 66)',
      400,
      '{"reason":7}',
      { kind: 'unavailable', code: 'http-400', mayHaveRung: false },
    ],
    ['a reason with a line break', 400, '{"reason":"a\\nb"}', { kind: 'unavailable', code: 'http-400' }],
    ['a list', 400, '[1]', { kind: 'unavailable', code: 'http-400' }],
    ['null', 400, 'null', { kind: 'unavailable', code: 'http-400' }],
    [
      'the name of what every object has',
      400,
      '{"reason":"constructor"}',
      { kind: 'refused', code: 'constructor' },
    ],
  ])('%s', (_what, status, body, verdict) =>
    expect(judge(answered(status, body)).verdict).toMatchObject(verdict),
  );
  it('is none when there is none', () => {
    expect(judge({ kind: 'no-answer', code: 'deadline', mayHaveArrived: true }).verdict).toEqual({
      kind: 'unavailable',
      code: 'deadline',
      mayHaveRung: true,
    });
  });
});

describe('a push that was taken', () => {
  it.each([
    [
      'has the id that Apple gives',
      '0c6b1f5e-6a1e-4c0a-9d3d-2f3a5b6c7d8e',
      { vendorMessageId: '0c6b1f5e-6a1e-4c0a-9d3d-2f3a5b6c7d8e' },
    ],
    ['has none that is not one', 'x\ny', {}],
  ])('%s', (_what, id, more) =>
    expect(judge(answered(200, '', { 'apns-id': id })).verdict).toEqual({ kind: 'accepted', ...more }),
  );
  it('needs none', () => expect(judge(answered(200, '')).verdict).toEqual({ kind: 'accepted' }));
});
