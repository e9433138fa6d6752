// FCM's codes and what we make of each. Sources: `sheet 4` is "ErrorCode reference" and "FCM error codes" of the Firebase documents
// (November 2026), `rpc` the list of google.rpc.Code, which every Google API uses, `field` what senders report.

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly waitMs: number }
  | {
      readonly kind: 'unavailable';
      readonly mayHaveRung: boolean;
      readonly waitMs: number;
      /** About this phone only. */
      readonly isLocal?: true;
    }
  | { readonly kind: 'token-dead' }
  | { readonly kind: 'credential-broken' }
  /** The access token, not the credential: another one may be taken. */
  | { readonly kind: 'access-refused' }
);

export interface CodeRow {
  readonly code: string;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: string;
}

/** "Retry-After or 60 s", "first wait at least 10 s" (sheet 4, Google's rules). */
const QUOTA_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 10_000;

const REFUSED: Ruling = { kind: 'refused' };
const DEAD: Ruling = { kind: 'token-dead' };
const THROTTLED: Ruling = { kind: 'throttled', waitMs: QUOTA_WAIT_MS };
/** FCM says that it did not take the push. */
const LATER: Ruling = { kind: 'unavailable', mayHaveRung: false, waitMs: FIRST_WAIT_MS };
/** FCM does not say whether it took the push. */
const UNSURE: Ruling = { kind: 'unavailable', mayHaveRung: true, waitMs: FIRST_WAIT_MS };
const refused = (advice: string): Ruling => ({ kind: 'refused', advice });
const broken = (advice: string): Ruling => ({ kind: 'credential-broken', advice });

const THIRD_PARTY = refused(
  'For this phone FCM needs an APNs or web push key, and the one stored in the Firebase project is missing or wrong.',
);
const FORBIDDEN = broken(
  'The service account may not send in this project, or the Firebase Cloud Messaging API is not enabled there.',
);

const row = (code: string, means: string, ruling: Ruling, source: string): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

/** By FcmError: the fault is in the push, its token, or FCM itself. UNSPECIFIED_ERROR has no row: the status decides. */
export const FCM_CODES: readonly CodeRow[] = [
  row('INVALID_ARGUMENT', 'a field is wrong, or the token', REFUSED, 'sheet 4'),
  row('UNREGISTERED', 'app removed, token expired (270 days) or replaced', DEAD, 'sheet 4'),
  row(
    'SENDER_ID_MISMATCH',
    'token of another project',
    // A certificate with a wrong project would unbind everybody; a foreign token among good ones is refused each time.
    refused('The token belongs to another Firebase project than the certificate.'),
    'sheet 4',
  ),
  row('QUOTA_EXCEEDED', 'project, device or topic rate, or overload', THROTTLED, 'sheet 4'),
  row('UNAVAILABLE', 'overload', LATER, 'sheet 4'),
  row('INTERNAL', 'server fault', UNSURE, 'sheet 4'),
  // Only iPhones and browsers of the project are concerned: the lane of the Android phones must not be paused for them.
  row('THIRD_PARTY_AUTH_ERROR', 'APNs or web push key in the project missing or bad', THIRD_PARTY, 'sheet 4'),
  row('APNS_AUTH_ERROR', 'old name of THIRD_PARTY_AUTH_ERROR', THIRD_PARTY, 'sheet 4'),
];

/** By status, without an FcmError: request, credential or project, never the token. */
export const STATUS_CODES: readonly CodeRow[] = [
  row('INVALID_ARGUMENT', 'shape or type of the JSON', REFUSED, 'sheet 4'),
  row('UNAUTHENTICATED', 'access token missing, unknown or expired', { kind: 'access-refused' }, 'sheet 4'),
  row('PERMISSION_DENIED', 'API disabled or permission missing', FORBIDDEN, 'sheet 4'),
  row(
    'NOT_FOUND',
    'wrong project or path',
    broken('FCM does not know this project: check project_id.'),
    'sheet 4',
  ),
  row('RESOURCE_EXHAUSTED', 'quota or overload', THROTTLED, 'sheet 4'),
  row('INTERNAL', 'server fault', UNSURE, 'sheet 4'),
  row('UNAVAILABLE', 'overload', LATER, 'sheet 4'),
  row('FAILED_PRECONDITION', 'not in this state of the project', REFUSED, 'rpc'),
  row('OUT_OF_RANGE', 'a number is out of range', REFUSED, 'rpc'),
  row('UNIMPLEMENTED', 'no such method', REFUSED, 'rpc'),
  row('ABORTED', 'conflict with another request', LATER, 'rpc'),
  row('ALREADY_EXISTS', 'exists already', REFUSED, 'rpc'),
  row('CANCELLED', 'given up', UNSURE, 'rpc'),
  row('DEADLINE_EXCEEDED', 'took too long inside', UNSURE, 'rpc'),
  row('DATA_LOSS', 'server fault', UNSURE, 'rpc'),
  row('UNKNOWN', 'server fault', UNSURE, 'rpc'),
];

/** Reasons of google.rpc.ErrorInfo that say more than their status. */
export const REASONS: readonly CodeRow[] = [
  row('ACCESS_TOKEN_EXPIRED', 'access token too old', { kind: 'access-refused' }, 'sheet 4'),
  row('PROJECT_NOT_PERMITTED', 'project without the API, as a web page', FORBIDDEN, 'sheet 9 (field)'),
];

/** The meaning of an unknown code, by HTTP status. If in doubt the push is tried again, which only costs time. */
export const FAMILIES: readonly { readonly from: number; readonly to: number; readonly ruling: Ruling }[] = [
  { from: 400, to: 400, ruling: REFUSED },
  { from: 401, to: 401, ruling: { kind: 'access-refused' } },
  { from: 402, to: 428, ruling: LATER },
  { from: 429, to: 429, ruling: THROTTLED },
  { from: 430, to: 499, ruling: LATER },
  { from: 500, to: 502, ruling: UNSURE },
  { from: 503, to: 503, ruling: LATER },
  { from: 504, to: 599, ruling: UNSURE },
];

const byFcmCode = new Map(FCM_CODES.map(({ code, ruling }) => [code, ruling]));
const byStatus = new Map(STATUS_CODES.map(({ code, ruling }) => [code, ruling]));
const byReason = new Map(REASONS.map(({ code, ruling }) => [code, ruling]));

export const forFcmCode = (code: string | undefined): Ruling | undefined => byFcmCode.get(code ?? '');
export const forReason = (reason: string | undefined): Ruling | undefined => byReason.get(reason ?? '');
export const forStatus = (status: string | undefined): Ruling | undefined => byStatus.get(status ?? '');
export const forHttp = (http: number): Ruling =>
  FAMILIES.find(({ from, to }) => http >= from && http <= to)?.ruling ?? LATER;
