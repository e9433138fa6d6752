// Every reason why a device is not pushed, with its meaning. remedies.ts has what to do. docs/why-no-push.md is made of both.
import type { REFUSAL_CAUSES } from '../topics/binding-changed.topic';
import type { PushReceipted } from '../topics/push-receipted.topic';

/** Why presence stopped a push. */
export const GATE_REASONS = {
  'unknown-user': 'No session of this user was ever seen.',
  'never-logged-in': 'A connection of this device was seen, but no login.',
  'logged-out': 'The user logged out on this device.',
  kicked: 'Another login took this device out.',
  invalidated: 'An administrator ended the login.',
  'out-of-reach': 'Not seen within the reach window (default 7 days).',
  'not-pushable': 'The platform is not pushed: by default desktops, browsers and mini programs.',
  online: 'The app is connected: the message reaches it directly.',
  'seen-since': 'The device was connected when the message was sent, or has been since: it has the message.',
  'desktop-online': "The app's policy mutes phones while a desktop is online.",
  'own-message': 'The recipient sent this message.',
  'push-disabled': 'The sender switched push off for this message.',
  'online-only': 'The message has no lifetime: it is for connected devices only.',
  'no-description': 'A custom message without a text cannot be shown.',
  expired: "The message's lifetime was over before it was decided on.",
  'too-old': 'Read so long after it was sent that a notification would only surprise (default 6 hours).',
  'before-start': 'Sent more than ten minutes before the gate was started for the first time.',
  'bad-recipient': 'Not a user id: the other recipients ring.',
} as const;
export type GateReason = keyof typeof GATE_REASONS;

/** Why device-bindings stopped a push. */
export const ADDRESS_REASONS = {
  'no-binding': 'This user never reported a token from this device.',
  'push-off': 'The client reported that it wants no push.',
  'not-reported-since-login':
    'The earlier session of the device ended by logout, kick or invalidation, and this one has not reported.',
  'binding-ended': "The session's binding ended: logout, kick or invalidation reached device-bindings first.",
  unbound: 'The binding was removed through the API.',
  'token-moved': 'Another user bound this token later.',
  'other-user': 'Another user logged in on this device later.',
  'token-dead': 'The vendor said that the token is dead; the app has not reported a new one.',
  'unknown-certificate': 'The certificate id is not known in this app.',
  'certificate-disabled': 'The certificate is switched off.',
  'certificate-deleted': 'The certificate was deleted.',
  'certificate-not-effective':
    'The certificate is not in effect yet, and will not be within the lifetime of the message.',
} as const;
export type AddressReason = keyof typeof ADDRESS_REASONS;

/** Why device-bindings refused the report of a token. */
export const REPORT_REASONS = {
  'not-logged-in': 'The session was not logged in when the report came.',
  'session-ended': 'The session of the report had ended.',
  'no-login-in-time': 'The report waited for the login of its session, and none came in time.',
  'unknown-certificate': 'The certificate id is not known in this app.',
  'certificate-deleted': 'The certificate was deleted.',
  'bad-token': "The token does not have the form of the certificate's vendor.",
  'older-report': 'A later report of this device stands against it.',
} as const satisfies Record<(typeof REFUSAL_CAUSES)[number], string>;
export type ReportReason = keyof typeof REPORT_REASONS;

/** What a vendor reported of a push that it had taken. */
export const RECEIPT_REASONS = {
  arrived: 'It reached the phone.',
  clicked: 'The user opened it.',
  removed: 'The user wiped it away.',
  blocked: 'It did not show: the user has switched off notifications for the app.',
  'token-dead': 'It did not show: the app is gone from the phone, or it has another token by now.',
} as const satisfies Record<PushReceipted['event'], string>;
export type ReceiptReason = keyof typeof RECEIPT_REASONS;

/** How a target ends. Terminal: it never changes again. */
export const OUTCOME_STATES = {
  accepted: 'The vendor took it.',
  'token-dead': 'The vendor does not know the token any more.',
  refused: 'The vendor or our own check refused this push for good.',
  expired: 'Its lifetime ended before the vendor took it.',
  withdrawn: 'Its session ended or its token moved while it waited.',
  unconfirmed: 'The vendor was called, never answered, and the lifetime is over: it may have rung.',
} as const;
export type OutcomeState = keyof typeof OUTCOME_STATES;

/** What a vendor's answer to one call means for a target. */
export const VERDICT_KINDS = {
  accepted: 'The vendor took it.',
  'token-dead': 'The vendor does not know the token any more.',
  refused: 'The vendor refused this push for good.',
  throttled: 'The vendor takes no more for the moment.',
  unavailable: 'The vendor did not answer, or not as it should.',
  'credential-broken': 'The vendor does not take the credential of the certificate.',
  'callback-refused': 'The vendor does not take our address for receipts: the push goes again without it.',
} as const;
export type VerdictKind = keyof typeof VERDICT_KINDS;

/** Why an event became a dead letter. */
export const DEAD_LETTER_REASONS = {
  'not-decodable':
    'A whole record batch: its checksum is wrong, its format or codec unknown, or it inflates too far.',
  'not-readable': 'The value is not JSON in UTF-8 within the limits.',
  'schema-violation': 'A field breaks a rule of the contract.',
  'wrong-type': 'The ce_type header names another of our topics.',
  'key-mismatch':
    'Topics of our own services only: the record key is not the key that the contract computes from the value.',
  'id-conflict': 'The same message id was seen before with other content. The first content wins.',
  'handler-failed': 'Our own code failed on this event three times.',
} as const;
export type DeadLetterReason = keyof typeof DEAD_LETTER_REASONS;

/** The codes of a table of reasons, typed. */
export const codesOf = <T extends Record<string, string>>(table: T): (keyof T & string)[] =>
  Object.keys(table);
