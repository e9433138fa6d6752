// FCM's and Google's answers, word for word as far as they were seen.
import { randomUUID } from 'node:crypto';
import type { FakeAnswer } from '../host/vendor-fake';
import type { Violation } from './fake-json';

const HTTP: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};
/** FcmError → the status it comes with. */
const STATUS_OF: Readonly<Record<string, string>> = {
  INVALID_ARGUMENT: 'INVALID_ARGUMENT',
  UNREGISTERED: 'NOT_FOUND',
  SENDER_ID_MISMATCH: 'PERMISSION_DENIED',
  QUOTA_EXCEEDED: 'RESOURCE_EXHAUSTED',
  UNAVAILABLE: 'UNAVAILABLE',
  INTERNAL: 'INTERNAL',
  THIRD_PARTY_AUTH_ERROR: 'UNAUTHENTICATED',
  APNS_AUTH_ERROR: 'UNAUTHENTICATED',
};

interface Detail {
  readonly '@type': string;
  readonly [field: string]: unknown;
}

const rpc = (type: string, fields: Record<string, unknown>): Detail => ({
  '@type': `type.googleapis.com/google.rpc.${type}`,
  ...fields,
});

function envelope(status: string, message: string, details: readonly Detail[], code: string): FakeAnswer {
  const http = HTTP[status] ?? 500;
  const error = { code: http, message, status, ...(details.length > 0 && { details }) };
  return { status: http, code, accepted: 0, body: JSON.stringify({ error }) };
}

/** An error of FCM itself: about the push or its token. */
export function fcmError(errorCode: string, message: string, more: readonly Detail[] = []): FakeAnswer {
  const type = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
  const status = STATUS_OF[errorCode] ?? 'INTERNAL';
  return envelope(status, message, [{ '@type': type, errorCode }, ...more], errorCode);
}

export function quotaExceeded(subject: string, description: string, waitSeconds: number): FakeAnswer {
  const failure = rpc('QuotaFailure', { violations: [{ subject, description }] });
  const answer = fcmError('QUOTA_EXCEEDED', 'Quota exceeded.', [failure]);
  return { ...answer, headers: { 'retry-after': String(waitSeconds) } };
}

/** An error of Google's front: about request, credential or project. */
export const badRequest = (violations: readonly Violation[]): FakeAnswer =>
  envelope(
    'INVALID_ARGUMENT',
    violations[0]?.description ?? 'Request contains an invalid argument.',
    [rpc('BadRequest', { fieldViolations: violations })],
    'BAD_REQUEST',
  );

export const unauthenticated = (reason: 'CREDENTIALS_MISSING' | 'ACCESS_TOKEN_EXPIRED'): FakeAnswer =>
  envelope(
    'UNAUTHENTICATED',
    reason === 'CREDENTIALS_MISSING'
      ? 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.'
      : 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    [rpc('ErrorInfo', { reason, domain: 'googleapis.com', metadata: { service: 'fcm.googleapis.com' } })],
    reason,
  );

export const permissionDenied = (
  reason: 'SERVICE_DISABLED' | 'IAM_PERMISSION_DENIED',
  message: string,
): FakeAnswer =>
  envelope('PERMISSION_DENIED', message, [rpc('ErrorInfo', { reason, domain: 'googleapis.com' })], reason);

export const notFound = (): FakeAnswer =>
  envelope('NOT_FOUND', 'Requested entity was not found.', [], 'NOT_FOUND');

/** What FCM or Google's front says under a status. */
export function faultOf(status: number): FakeAnswer {
  const says = 'as the test wants it';
  switch (status) {
    case 401:
      return unauthenticated('ACCESS_TOKEN_EXPIRED');
    case 403:
      return permissionDenied('IAM_PERMISSION_DENIED', says);
    case 404:
      return notFound();
    case 429:
      return quotaExceeded('project', says, 1);
    case 503:
      return fcmError('UNAVAILABLE', says);
    default:
      return withStatus(fcmError(status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL', says), status);
  }
}

/** Google repeats the status inside. */
function withStatus(answer: FakeAnswer, status: number): FakeAnswer {
  const { error } = JSON.parse(answer.body) as { error: object };
  return { ...answer, status, body: JSON.stringify({ error: { ...error, code: status } }) };
}

export const accepted = (projectId: string, isReal: boolean, nowMs: number): FakeAnswer => {
  const id = isReal ? messageIdAt(nowMs) : 'fake_message_id';
  return {
    status: 200,
    code: 'OK',
    accepted: isReal ? 1 : 0,
    body: JSON.stringify({ name: `projects/${projectId}/messages/${id}` }),
  };
};

/** For instance "0:1784908800000001%2f8a6c31f9d04e7b": the time, eight digits and sixteen hex digits. */
function messageIdAt(nowMs: number): string {
  const hex = randomUUID().replaceAll('-', '');
  const digits = String(Number.parseInt(hex.slice(0, 6), 16)).padStart(8, '0');
  return `0:${nowMs}${digits}%${hex.slice(-16)}`;
}

export const granted = (token: string, seconds: number): FakeAnswer => ({
  status: 200,
  code: 'OK',
  accepted: 0,
  body: JSON.stringify({ access_token: token, expires_in: seconds, token_type: 'Bearer' }),
});

export const notGranted = (error: string, description: string): FakeAnswer => ({
  status: 400,
  code: error,
  accepted: 0,
  body: JSON.stringify({ error, error_description: description }),
});
