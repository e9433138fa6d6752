// One row per code, and every answer that is none.
import type { Exchange } from '../shared/http/http';
import { parse } from '../shared/text/json';
import { errorIn } from './answer';
import { FAMILIES, FCM_CODES, REASONS, STATUS_CODES } from './codes';
import { grantOf, GRANT_ERRORS } from './grant';
import { asBroken, isTokenMalformed, judge } from './verdicts';

const answer = (status: number, body: unknown, retryAfterMs?: number): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
const detail = (type: string, fields: object) => ({ '@type': `type.googleapis.com/${type}`, ...fields });
const fcmError = (errorCode: string) => detail('google.firebase.fcm.v1.FcmError', { errorCode });
const envelope = (code: number, status: string, details: object[] = [], message = 'said so') => ({
  error: { code, message, status, details },
});
const MALFORMED = 'The registration token is not a valid FCM registration token';

/** The table of the sheet, 4, written down a second time. */
const SHEET: [string, number, string, string | undefined, string, Record<string, unknown>][] = [
  ['INVALID_ARGUMENT', 400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'refused', {}],
  ['INVALID_ARGUMENT', 400, 'INVALID_ARGUMENT', undefined, 'refused', {}],
  ['UNAUTHENTICATED', 401, 'UNAUTHENTICATED', undefined, 'access-refused', {}],
  ['THIRD_PARTY_AUTH_ERROR', 401, 'UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR', 'refused', {}],
  ['APNS_AUTH_ERROR', 401, 'UNAUTHENTICATED', 'APNS_AUTH_ERROR', 'refused', {}],
  ['SENDER_ID_MISMATCH', 403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH', 'refused', {}],
  ['PERMISSION_DENIED', 403, 'PERMISSION_DENIED', undefined, 'credential-broken', {}],
  ['UNREGISTERED', 404, 'NOT_FOUND', 'UNREGISTERED', 'token-dead', {}],
  ['NOT_FOUND', 404, 'NOT_FOUND', undefined, 'credential-broken', {}],
  ['QUOTA_EXCEEDED', 429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED', 'throttled', { retryAfterMs: 60_000 }],
  ['RESOURCE_EXHAUSTED', 429, 'RESOURCE_EXHAUSTED', undefined, 'throttled', { retryAfterMs: 60_000 }],
  ['INTERNAL', 500, 'INTERNAL', 'INTERNAL', 'unavailable', { mayHaveRung: true, retryAfterMs: 10_000 }],
  ['INTERNAL', 500, 'INTERNAL', undefined, 'unavailable', { mayHaveRung: true, retryAfterMs: 10_000 }],
  [
    'UNAVAILABLE',
    503,
    'UNAVAILABLE',
    'UNAVAILABLE',
    'unavailable',
    { mayHaveRung: false, retryAfterMs: 10_000 },
  ],
  ['UNAVAILABLE', 503, 'UNAVAILABLE', undefined, 'unavailable', { mayHaveRung: false, retryAfterMs: 10_000 }],
  // google.rpc.Code
  ['FAILED_PRECONDITION', 400, 'FAILED_PRECONDITION', undefined, 'refused', {}],
  ['OUT_OF_RANGE', 400, 'OUT_OF_RANGE', undefined, 'refused', {}],
  ['UNIMPLEMENTED', 501, 'UNIMPLEMENTED', undefined, 'refused', {}],
  ['ALREADY_EXISTS', 409, 'ALREADY_EXISTS', undefined, 'refused', {}],
  ['ABORTED', 409, 'ABORTED', undefined, 'unavailable', { mayHaveRung: false }],
  ['CANCELLED', 499, 'CANCELLED', undefined, 'unavailable', { mayHaveRung: true }],
  ['DEADLINE_EXCEEDED', 504, 'DEADLINE_EXCEEDED', undefined, 'unavailable', { mayHaveRung: true }],
  ['DATA_LOSS', 500, 'DATA_LOSS', undefined, 'unavailable', { mayHaveRung: true }],
  ['UNKNOWN', 500, 'UNKNOWN', undefined, 'unavailable', { mayHaveRung: true }],
];

describe("FCM's codes", () => {
  it.each(SHEET)('%s under %i %s, FcmError %s, is %s', (...row) => {
    const [code, http, status, fcmCode, kind, more] = row;
    const details = fcmCode === undefined ? [] : [fcmError(fcmCode)];
    expect(judge(answer(http, envelope(http, status, details)))).toMatchObject({ kind, code, ...more });
  });
  it('have one row each, and each row is expected above', () => {
    const withError = SHEET.filter(([, , , fcmCode]) => fcmCode !== undefined).map(([code]) => code);
    const without = SHEET.filter(([, , , fcmCode]) => fcmCode === undefined).map(([code]) => code);
    expect(FCM_CODES.map(({ code }) => code).sort()).toEqual(withError.sort());
    expect(STATUS_CODES.map(({ code }) => code).sort()).toEqual(without.sort());
    for (const table of [FCM_CODES, STATUS_CODES, REASONS]) {
      expect(new Set(table.map(({ code }) => code)).size).toBe(table.length);
      expect(table.every(({ means, source }) => means && source)).toBe(true);
    }
  });
  it.each([
    ['429 with a Retry-After', 429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED', 7_000],
    ['503 with a Retry-After', 503, 'UNAVAILABLE', 'UNAVAILABLE', 7_000],
  ])('%s wait as that says', (_what, http, status, fcmCode, waitMs) => {
    expect(judge(answer(http, envelope(http, status, [fcmError(fcmCode)]), waitMs))).toMatchObject({
      retryAfterMs: waitMs,
    });
  });
  it('are read from FcmError first, then from the reason, then from the status', () => {
    const reason = detail('google.rpc.ErrorInfo', { reason: 'ACCESS_TOKEN_EXPIRED' });
    expect(judge(answer(401, envelope(401, 'PERMISSION_DENIED', [reason])))).toMatchObject({
      kind: 'access-refused',
      code: 'ACCESS_TOKEN_EXPIRED',
    });
    expect(judge(answer(401, envelope(401, 'NOT_FOUND', [reason, fcmError('UNREGISTERED')])))).toMatchObject({
      kind: 'token-dead',
    });
    expect(judge(answer(503, envelope(503, 'UNAVAILABLE', [fcmError('UNSPECIFIED_ERROR')])))).toMatchObject({
      kind: 'unavailable',
      code: 'UNAVAILABLE',
      mayHaveRung: false,
    });
  });
  it.each([
    [400, 'refused'],
    [401, 'access-refused'],
    [403, 'unavailable'],
    [418, 'unavailable'],
    [429, 'throttled'],
    [451, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [599, 'unavailable'],
  ])('that nobody has described go by the HTTP status: %i is %s', (http, kind) => {
    expect(judge(answer(http, envelope(http, 'NEW_CODE', [fcmError('NEW_ERROR')])))).toMatchObject({
      kind,
      code: 'NEW_ERROR',
    });
  });
  it('have a family for every status from 400 to 599, and only one', () => {
    for (let http = 400; http < 600; http++) {
      expect(FAMILIES.filter(({ from, to }) => http >= from && http <= to)).toHaveLength(1);
    }
  });
  it('are not believed if they are no names', () => {
    const odd = envelope(503, 'not a name', [fcmError('x'.repeat(99)), fcmError('toString')]);
    expect(judge(answer(503, odd))).toMatchObject({ kind: 'unavailable', code: 'http-503' });
    expect(judge(answer(400, envelope(400, 'CONSTRUCTOR', [fcmError('__PROTO__')])))).toMatchObject({
      kind: 'refused',
    });
  });
  it('leave an access token that was just fetched no excuse', () => {
    expect(asBroken({ kind: 'access-refused', code: 'ACCESS_TOKEN_EXPIRED', detail: 'too old' })).toEqual({
      kind: 'credential-broken',
      code: 'ACCESS_TOKEN_EXPIRED',
      detail: 'Google refuses a fresh access token of this service account. too old',
    });
  });
});

describe('a token is condemned', () => {
  const wrong = (details: object[], message: string) =>
    judge(answer(400, envelope(400, 'INVALID_ARGUMENT', details, message)));
  const violation = (...fields: string[]) =>
    detail('google.rpc.BadRequest', {
      fieldViolations: fields.map((field) => ({ field, description: 'x' })),
    });
  const ours = fcmError('INVALID_ARGUMENT');

  it.each<[string, object[], string, string]>([
    ["by FCM's words in FCM's error", [ours], MALFORMED, 'token-dead'],
    ['by the field that FCM names', [ours, violation('message.token')], 'x', 'token-dead'],
    ['not by another field', [ours, violation('message.data')], 'x', 'refused'],
    [
      'not if another field is wrong too',
      [ours, violation('message.token', 'message.android.ttl')],
      'x',
      'refused',
    ],
    ['not by the words alone', [], MALFORMED, 'refused'],
    ['not by the field alone: the shape of our JSON is wrong', [violation('message.token')], 'x', 'refused'],
    ['not by a wrong package name', [ours], 'The package name does not match', 'refused'],
  ])('%s', (_what, details, message, kind) => expect(wrong(details, message).kind).toBe(kind));
  it('not by a 404 without FcmError: the project is wrong, and its tokens stay', () => {
    expect(judge(answer(404, envelope(404, 'NOT_FOUND'))).kind).toBe('credential-broken');
    expect(judge(answer(404, '<html>Not Found</html>')).kind).toBe('unavailable');
  });
  it('not by a foreign project: a wrong certificate would unbind everybody', () => {
    expect(
      judge(answer(403, envelope(403, 'PERMISSION_DENIED', [fcmError('SENDER_ID_MISMATCH')]))),
    ).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(/another Firebase project/),
    });
  });
  it('only with details that are a list of objects', () => {
    for (const details of [undefined, null, 'x', {}, [null, 5, 'x', []]]) {
      const read = errorIn({ error: { status: 'INVALID_ARGUMENT', message: MALFORMED, details } })!;
      expect(isTokenMalformed(read)).toBe(false);
    }
  });
});

it("one phone's own rate does not throttle the others", () => {
  const failure = (subject: string) =>
    detail('google.rpc.QuotaFailure', { violations: [{ subject, description: 'rate exceeded' }] });
  const over = (subject: string) =>
    judge(answer(429, envelope(429, 'RESOURCE_EXHAUSTED', [fcmError('QUOTA_EXCEEDED'), failure(subject)])));
  expect(over('project:x')).toMatchObject({ kind: 'throttled', retryAfterMs: 60_000 });
  for (const project of ['project:my-devices-1a2b', 'projects/my-device', 'projects:device']) {
    expect(over(project)).toMatchObject({ kind: 'throttled' });
  }
  expect(over('projects/my-chat/devices/d9x')).toMatchObject({ kind: 'unavailable' });
  expect(over('device')).toMatchObject({
    ...{ kind: 'unavailable', mayHaveRung: false, retryAfterMs: 60_000 },
    isLocal: true,
  });
});

it('reads an error although it says things that cannot be spelt where texts belong', () => {
  const oddity = { toString: 1, valueOf: 1 };
  const details = [
    detail('google.rpc.BadRequest', { fieldViolations: [{ field: oddity }] }),
    detail('google.rpc.QuotaFailure', { violations: [{ subject: oddity, description: oddity }] }),
  ];
  const refused = answer(400, { error: { status: 'INVALID_ARGUMENT', message: oddity, details } });
  expect(judge(refused)).toMatchObject({ kind: 'refused', code: 'INVALID_ARGUMENT' });
});

describe("FCM's acceptance", () => {
  it('hands out the id of the message', () => {
    expect(judge(answer(200, { name: 'projects/demo-proj/messages/0:17%a9' }))).toEqual({
      kind: 'accepted',
      vendorMessageId: '0:17%a9',
    });
  });
  it.each(['', 'messages/1', `projects/a/messages/${'x'.repeat(201)}`, 'projects/a/messages/ü'])(
    'lives without an id in %j',
    (name) => expect(judge(answer(200, { name }))).toEqual({ kind: 'accepted' }),
  );
});

describe('an answer that is none of these', () => {
  it.each([
    '',
    ' ',
    'null',
    '0',
    '[]',
    '{}',
    '{"name":5}',
    '{"name":',
    '<html>',
    '{"name":"n"} more',
    '{"error":{},"name":"n"}',
  ])('%j under 200 may have rung', (body) => {
    expect(judge(answer(200, body))).toEqual({
      kind: 'unavailable',
      code: 'unreadable-answer',
      mayHaveRung: true,
    });
  });
  it('is not believed if it claims success under a bad status', () => {
    expect(judge(answer(500, { name: 'projects/a/messages/1' }))).toMatchObject({
      kind: 'unavailable',
      code: 'http-500',
      mayHaveRung: true,
    });
  });
  it.each([
    [302, 'unavailable', { mayHaveRung: false }],
    [400, 'refused', {}],
    [401, 'access-refused', {}],
    [403, 'unavailable', { mayHaveRung: false }],
    [404, 'unavailable', { mayHaveRung: false }],
    [413, 'unavailable', { mayHaveRung: false }],
    [429, 'throttled', { retryAfterMs: 60_000 }],
    [500, 'unavailable', { mayHaveRung: true }],
    [502, 'unavailable', { mayHaveRung: true }],
    [503, 'unavailable', { mayHaveRung: false }],
    [504, 'unavailable', { mayHaveRung: true }],
  ])('with status %i and a web page is %s', (status, kind, more) => {
    expect(judge(answer(status, '<html>'))).toMatchObject({ kind, code: `http-${status}`, ...more });
  });
  it('says in a web page that the project has no API', () => {
    expect(judge(answer(401, '<html><title>Error 401 (PROJECT_NOT_PERMITTED)</title>'))).toMatchObject({
      kind: 'credential-broken',
      code: 'PROJECT_NOT_PERMITTED',
      detail: expect.stringMatching(/API is not enabled/),
    });
  });
  it.each([true, false])(
    'that never came may have rung only if the request may have arrived: %s',
    (mayHaveArrived) => {
      expect(judge({ kind: 'no-answer', code: 'deadline', mayHaveArrived })).toEqual({
        kind: 'unavailable',
        code: 'deadline',
        mayHaveRung: mayHaveArrived,
      });
    },
  );
  it('keeps what FCM says short and free of tokens', () => {
    const message = `token ${'d9x:APA91bFGhIjKlMnOpQrStUvWxYz'.repeat(3)}\r\n${'x '.repeat(500)}`;
    for (const { code } of FCM_CODES) {
      const { detail: said } = judge(answer(400, envelope(400, 'X', [fcmError(code)], message))) as {
        detail: string;
      };
      expect(said.length).toBeLessThanOrEqual(200);
      expect(said).not.toMatch(/APA91b|[\r\n]/);
    }
  });
  it('is an object or nothing', () => {
    expect(parse('{"a":1}')).toEqual({ a: 1 });
    expect([parse('[1]'), parse('1'), parse('')]).toEqual([undefined, undefined, undefined]);
  });
});

describe("Google's answer to a request for a token", () => {
  const NOW_MS = 1_790_000_000_000;
  const asked = (status: number, body: unknown, retryAfterMs?: number) =>
    grantOf(answer(status, body, retryAfterMs), NOW_MS);
  const error = (name: string, description: string) => ({ error: name, error_description: description });

  it('is a token with its end', () => {
    expect(asked(200, { access_token: 'ya29.x', expires_in: 3599, token_type: 'Bearer' })).toEqual({
      granted: { token: 'ya29.x', expiresAtMs: NOW_MS + 3_599_000 },
    });
    expect(asked(200, { access_token: 'ya29.x', expires_in: 1e12 })).toEqual({
      granted: { token: 'ya29.x', expiresAtMs: NOW_MS + 86_400_000 },
    });
  });
  it.each([
    {},
    { access_token: 'x' },
    { access_token: 'a b', expires_in: 3599 },
    { access_token: 'a\r\nb', expires_in: 3599 },
    { access_token: 'ü', expires_in: 3599 },
    { access_token: 5, expires_in: 3599 },
    { access_token: 'x', expires_in: '3599' },
    { access_token: 'x', expires_in: -1 },
    '<html>',
  ])('is not believed: %j', (body) => {
    expect(asked(200, body)).toMatchObject({
      refused: { verdict: { kind: 'unavailable', code: 'login-unreadable-answer', mayHaveRung: false } },
    });
  });
  it.each([
    ['invalid_grant', 'Invalid JWT Signature.', 'credential-broken', '/private_key'],
    [
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      'unavailable',
      '',
    ],
    ['invalid_grant', 'Invalid grant: account not found', 'credential-broken', '/client_email'],
    ['invalid_grant', '', 'credential-broken', '/client_email'],
    ['invalid_scope', '', 'credential-broken', '/client_email'],
    ['unauthorized_client', '', 'credential-broken', '/client_email'],
    ['invalid_client', '', 'credential-broken', '/client_email'],
    ['invalid_request', '', 'unavailable', ''],
    ['unsupported_grant_type', '', 'unavailable', ''],
    ['access_denied', '', 'credential-broken', ''],
  ])('%s "%s" is %s, field %s', (name, description, kind, field) => {
    for (const status of [400, 401, 403]) {
      expect(asked(status, error(name, description))).toMatchObject({
        refused: { field, verdict: { kind, code: name } },
      });
    }
  });
  it('has rows with a source each, and details that fit an outcome', () => {
    expect(GRANT_ERRORS.every(({ source, advice }) => source && advice)).toBe(true);
    for (const { error: name } of GRANT_ERRORS) {
      for (const words of ['signature ', 'iat and exp ', 'x ']) {
        const { refused } = asked(400, error(name, words.repeat(50))) as {
          refused: { verdict: { detail: string } };
        };
        expect(refused.verdict.detail.length).toBeLessThanOrEqual(200);
      }
    }
  });
  it.each([
    [429, 'throttled', 'login-http-429'],
    [500, 'unavailable', 'login-http-500'],
    [503, 'unavailable', 'login-http-503'],
    [404, 'unavailable', 'login-http-404'],
    [302, 'unavailable', 'login-http-302'],
  ])('with status %i is %s, and nobody was rung', (status, kind, code) => {
    expect(asked(status, '<html>', 3_000)).toMatchObject({
      refused: { verdict: { kind, code, retryAfterMs: 3_000 } },
    });
    expect(asked(status, error('invalid_grant', 'x'))).toMatchObject({ refused: { verdict: { kind } } });
  });
  it("that never came is nobody's ring, whether the question arrived or not", () => {
    expect(grantOf({ kind: 'no-answer', code: 'econnreset', mayHaveArrived: true }, NOW_MS)).toMatchObject({
      refused: { verdict: { kind: 'unavailable', code: 'econnreset', mayHaveRung: false } },
    });
  });
});
