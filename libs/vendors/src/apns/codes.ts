// Apple's reasons and what we make of each (sheet, 4; `source` says which line). "Action" there: DROP, FIX, CRED, RETRY, NEWCONN.

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'refused' | 'credential-broken' | 'token-dead' }
  /** The token is bad, or our own set-up: Apple says the same of both. */
  | { readonly kind: 'refused'; readonly isDoubtful: true }
  | {
      readonly kind: 'throttled' | 'unavailable';
      readonly waitMs?: number;
      readonly mayHaveRung?: true;
      /** About this phone only. */
      readonly isLocal?: true;
    }
) & {
    /** The push was not taken and may go once more at once: over a new connection, or with a new provider token too. */
    readonly again?: 'connection' | 'token';
    /** This connection must not be used any more. */
    readonly isLastHere?: true;
  };

export interface CodeRow {
  readonly status: number;
  readonly reason: string;
  readonly ruling: Ruling;
  readonly source: string;
}

const REFUSED: Ruling = { kind: 'refused' };
const DEAD: Ruling = { kind: 'token-dead' };
const refused = (advice: string): Ruling => ({ kind: 'refused', advice });
const broken = (advice: string): Ruling => ({ kind: 'credential-broken', advice });

const OTHER_ENVIRONMENT =
  'Apple does not know this token in the environment of the certificate: is it development, not production, or the other way round?';
const OTHER_APP = 'The token belongs to another app than the bundle ID of the certificate.';
const KEY_ENVIRONMENT =
  'The key is for the other environment: keys made since 2025 serve either development or production.';
const BUNDLE_ID = 'The bundle ID of the certificate is not one that this credential may send to.';
const CLOCK = 'Apple finds a fresh provider token too old: the clock of this machine is wrong.';

const row = (status: number, reason: string, ruling: Ruling, source = '4: FIX'): CodeRow => ({
  status,
  reason,
  ruling,
  source,
});

export const CODES: readonly CodeRow[] = [
  row(400, 'BadCollapseId', REFUSED),
  row(
    400,
    'BadDeviceToken',
    { kind: 'refused', isDoubtful: true, advice: OTHER_ENVIRONMENT },
    '4: DROP, alarm if many; 7',
  ),
  row(400, 'BadExpirationDate', REFUSED),
  row(400, 'BadMessageId', REFUSED),
  row(400, 'BadPriority', REFUSED),
  row(400, 'BadTopic', refused(BUNDLE_ID)),
  row(
    400,
    'DeviceTokenNotForTopic',
    { kind: 'refused', isDoubtful: true, advice: OTHER_APP },
    '4: FIX or DROP, alarm if many; 7',
  ),
  row(400, 'DuplicateHeaders', REFUSED),
  row(
    400,
    'IdleTimeout',
    { kind: 'unavailable', again: 'connection', isLastHere: true },
    '4: NEWCONN, RETRY',
  ),
  row(400, 'InvalidPushType', REFUSED),
  row(400, 'MissingDeviceToken', REFUSED),
  row(400, 'MissingTopic', refused(BUNDLE_ID)),
  row(400, 'PayloadEmpty', REFUSED),
  row(400, 'TopicDisallowed', broken(BUNDLE_ID), '4: FIX/CRED'),
  row(
    403,
    'BadCertificate',
    broken('Apple does not take this certificate: it has ended, or it is not one for pushes.'),
    '4: CRED',
  ),
  row(403, 'BadCertificateEnvironment', broken('The certificate is for the other environment.'), '4: CRED'),
  row(
    403,
    'ExpiredProviderToken',
    { kind: 'unavailable', again: 'token', isLastHere: true, waitMs: 60_000, advice: CLOCK },
    '4: mint, NEWCONN, once',
  ),
  row(403, 'Forbidden', REFUSED, '4: FIX, no retry'),
  row(
    403,
    'InvalidProviderToken',
    broken(
      'Apple does not take the signature: key, Key ID and Team ID do not belong together, or the key was revoked.',
    ),
    '4: CRED',
  ),
  row(
    403,
    'MissingProviderToken',
    broken('Apple wants a key (.p8) for this: the certificate (.p12) was not shown or is not enough.'),
    '4: CRED',
  ),
  row(
    403,
    'UnrelatedKeyIdInToken',
    { kind: 'unavailable', again: 'connection', isLastHere: true },
    '4: NEWCONN, once',
  ),
  row(403, 'BadEnvironmentKeyIdInToken', broken(KEY_ENVIRONMENT), '4: CRED; documented name'),
  row(403, 'BadEnvironmentKeyInToken', broken(KEY_ENVIRONMENT), '4: CRED; name seen in production'),
  row(404, 'BadPath', REFUSED),
  row(405, 'MethodNotAllowed', REFUSED),
  row(410, 'Unregistered', DEAD, '4: DROP'),
  row(410, 'ExpiredToken', DEAD, '4: DROP'),
  row(413, 'PayloadTooLarge', REFUSED),
  // Up to 20 minutes on this connection; the next one is another (2a, 4: "keep the old token; NEWCONN").
  row(429, 'TooManyProviderTokenUpdates', { kind: 'throttled', isLastHere: true }, '4: wait, NEWCONN'),
  // The rate limit of one phone must not close the lane for all others.
  row(
    429,
    'TooManyRequests',
    { kind: 'unavailable', waitMs: 10_000, isLocal: true, advice: 'Too many messages to this one phone.' },
    '4: RETRY, start at 10 s',
  ),
  row(500, 'InternalServerError', { kind: 'unavailable', mayHaveRung: true }, '4: RETRY'),
  row(503, 'ServiceUnavailable', { kind: 'unavailable' }, '4: RETRY'),
  row(503, 'Shutdown', { kind: 'unavailable', again: 'connection', isLastHere: true }, '4: NEWCONN, RETRY'),
  // Of broadcasts, which we do not send (4: "Broadcast-only reasons", one source).
  ...[
    ...['FeatureNotEnabled', 'MissingChannelId', 'BadChannelId', 'ChannelNotRegistered', 'BadRequestParams'],
    ...['BadRequestPayload', 'MissingPushType', 'CannotCreateChannelConfig', 'TopicMismatch'],
  ].map((reason) => row(400, reason, REFUSED, '4: broadcast only')),
];

/** What Apple says of a bad token and of a wrong certificate alike. */
export const DOUBTFUL: readonly string[] = CODES.filter(({ ruling }) => 'isDoubtful' in ruling).map(
  ({ reason }) => reason,
);

/** What Apple says of the token itself. */
export const ABOUT_THE_TOKEN: readonly string[] = [
  ...DOUBTFUL,
  ...CODES.filter(({ ruling }) => ruling.kind === 'token-dead').map(({ reason }) => reason),
];

const byReason = new Map(CODES.map(({ reason, ruling }) => [reason, ruling]));

/** An unknown reason is judged by its status: "4xx FIX, 5xx RETRY, keep the token" (sheet, 4). */
export function rulingOf(status: number, reason: string): Ruling {
  return byReason.get(reason) ?? familyOf(status);
}

function familyOf(status: number): Ruling {
  if (status === 429) return { kind: 'throttled' };
  if (status === 503) return { kind: 'unavailable' };
  return status >= 400 && status < 500 ? REFUSED : { kind: 'unavailable', mayHaveRung: true };
}
