// The codes of push services and what we make of each. Sources: `rfc` RFC 8030 and 8292, `apple` "Sending web push notifications in web
// apps and browsers", `mozilla` the error codes of autopush-rs, `field` what senders report (README, 5).

export type Ruling = { readonly advice?: string } & (
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled' }
  /** `isLocal`: about this subscription only. */
  | { readonly kind: 'unavailable'; readonly mayHaveRung: boolean; readonly isLocal?: true }
  | { readonly kind: 'token-dead' }
  | { readonly kind: 'credential-broken' }
);

export interface CodeRow {
  readonly code: string;
  readonly means: string;
  readonly ruling: Ruling;
  readonly source: string;
}

const REFUSED: Ruling = { kind: 'refused' };
const DEAD: Ruling = { kind: 'token-dead' };
const LATER: Ruling = { kind: 'unavailable', mayHaveRung: false };
const UNSURE: Ruling = { kind: 'unavailable', mayHaveRung: true };
const BROKEN: Ruling = {
  kind: 'credential-broken',
  advice:
    'The push service does not take our VAPID key or signature: check publicKey, privateKey and subject, and the clock.',
};
/** Not a dead token: a key replaced by mistake would unbind all users. The page subscribes anew when it is opened. */
export const OTHER_KEY: Ruling = {
  kind: 'refused',
  advice: 'The browser subscribed with another VAPID key. It has to subscribe again.',
};

const row = (code: string, means: string, ruling: Ruling, source: string): CodeRow => ({
  code,
  means,
  ruling,
  source,
});

export const CODES: readonly CodeRow[] = [
  row('BadTtl', 'TTL is no number', REFUSED, 'apple'),
  row('BadUrgency', 'unknown urgency', REFUSED, 'apple'),
  row('BadWebPushTopic', 'topic is no base64url', REFUSED, 'apple'),
  row('BadWebPushRequest', 'request not understood', REFUSED, 'apple'),
  row('BadJwtToken', 'JWT missing, bad, for another origin or too long', BROKEN, 'apple'),
  row('BadVapidPublicKey', 'k is no key', BROKEN, 'apple'),
  row('VapidPkHashMismatch', 'subscribed with another key', OTHER_KEY, 'apple'),
  row('errno-101', 'encryption header missing', REFUSED, 'mozilla'),
  row('errno-102', 'unknown endpoint', DEAD, 'mozilla'),
  row('errno-103', 'endpoint expired', DEAD, 'mozilla'),
  row('errno-104', 'body too large', REFUSED, 'mozilla'),
  row('errno-105', 'endpoint not found', DEAD, 'mozilla'),
  row('errno-106', 'subscription invalid', DEAD, 'mozilla'),
  row('errno-108', 'router type unknown', REFUSED, 'mozilla'),
  row('errno-109', 'VAPID missing or bad', BROKEN, 'mozilla'),
  row('errno-110', 'encryption header bad', REFUSED, 'mozilla'),
  row('errno-111', 'TTL or another header missing', REFUSED, 'mozilla'),
  row('errno-112', 'TTL bad', REFUSED, 'mozilla'),
  row('errno-113', 'topic bad', REFUSED, 'mozilla'),
  row('errno-114', 'TTL bad', REFUSED, 'mozilla'),
  row('errno-201', 'back off', LATER, 'mozilla'),
  row('errno-202', 'retry now', LATER, 'mozilla'),
  row('errno-900', 'bridge failed', LATER, 'mozilla'),
  row('errno-901', 'bridge failed', LATER, 'mozilla'),
  row('errno-902', 'bridge timed out', UNSURE, 'mozilla'),
  row('errno-903', 'bridge failed', LATER, 'mozilla'),
  row('errno-999', 'unknown', UNSURE, 'mozilla'),
];

/** By status, if the answer has no code. Any other below 500 was refused before the service; of the rest the result is unknown. */
const STATUSES = new Map<number, Ruling>([
  [
    301,
    {
      ...REFUSED,
      advice: 'The push service has moved the subscription: the browser has to subscribe again.',
    },
  ],
  [
    308,
    {
      ...REFUSED,
      advice: 'The push service has moved the subscription: the browser has to subscribe again.',
    },
  ],
  [400, REFUSED],
  [401, BROKEN],
  [403, BROKEN],
  [404, DEAD],
  [410, DEAD],
  [413, REFUSED],
  [429, { kind: 'throttled' }],
  [503, LATER],
  [507, { ...LATER, isLocal: true, advice: 'No app listens behind this endpoint now.' }],
]);

const byCode = new Map(CODES.map(({ code, ruling }) => [code, ruling]));

export const forCode = (code: string): Ruling | undefined => byCode.get(code);
export const forStatus = (status: number): Ruling =>
  STATUSES.get(status) ?? (status >= 300 && status < 500 ? LATER : UNSURE);
