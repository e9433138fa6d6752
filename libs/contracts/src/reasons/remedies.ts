// What to do about each reason why a device is not pushed, and who must do it. docs/why-no-push.md and `npm run why` print these words.
import type {
  AddressReason,
  DeadLetterReason,
  GateReason,
  OutcomeState,
  ReceiptReason,
  ReportReason,
} from './reasons';

/** Who must act: `client` is the app's own code, `core` the IM core, `operator` keeps the certificates, `us` is offline-push. */
export const ACTORS = {
  nobody: 'nobody',
  client: "the app's developers",
  gateway: "the gateway's team",
  core: "the IM core's team",
  publisher: 'whoever published it',
  operator: "the certificates' operator",
  platform: 'the platform team',
  us: 'offline-push',
} as const;
type Actor = keyof typeof ACTORS;

export interface Remedy {
  who: Actor;
  toDo: string;
}

const by = (who: Actor, toDo: string): Remedy => ({ who, toDo });

/** For pushes that presence stopped. */
export const GATE_REMEDIES: Record<GateReason, Remedy> = {
  'unknown-user': by(
    'gateway',
    'Does the gateway publish `session.changed.v1` for this app? Are user ids equal byte by byte?',
  ),
  'never-logged-in': by(
    'gateway',
    'The gateway must say `logged-in` once per session, before or after `connected`.',
  ),
  'logged-out': by(
    'nobody',
    'Nothing: no push after logout is the promise. Is the user logged in again? A login with the old session id is refused (`presence.changed.v1`, `refused`): each login needs a new one.',
  ),
  kicked: by(
    'nobody',
    'Nothing; the app shows it at its next start. Logged in again? With a new session id, as after a logout.',
  ),
  invalidated: by('nobody', 'Nothing. Logged in again? With a new session id, as after a logout.'),
  'out-of-reach': by('platform', 'Raise the window if your users sleep longer.'),
  'not-pushable': by(
    'nobody',
    'Nothing; or presence pushes this platform too: `PRESENCE_PUSHABLE_PLATFORMS`.',
  ),
  online: by(
    'gateway',
    'If the app was killed: did the gateway say `disconnected`? Silence counts after `PRESENCE_SILENCE_SECONDS` (400), a login as connected. Broke the link in the same instant? Publish it again with `evenIfOnline`.',
  ),
  'seen-since': by('nobody', 'Nothing. Was it not acknowledged? Publish it again with `evenIfOnline`.'),
  'desktop-online': by('platform', '`PRESENCE_MUTE_WHILE_DESKTOP_ONLINE`.'),
  'own-message': by('nobody', 'Nothing.'),
  'push-disabled': by(
    'core',
    'Leave out `push.enabled`, which is false in the message, if phones are to ring.',
  ),
  'online-only': by('core', 'Leave out `lifetimeSeconds`, which is 0 in the message, if phones are to ring.'),
  'no-description': by('core', 'Set `push.text`.'),
  expired: by(
    'platform',
    'Was presence down, or is its lag high (`offline_push_bus_lag_seconds`)? Raise `lifetimeSeconds`. Published after its life had ended, by its `sentAtMs`? Then the sender has to look.',
  ),
  'too-old': by(
    'platform',
    'Was presence down, or is its lag high? Raise the bound if such a push is still welcome.',
  ),
  'before-start': by('nobody', 'Nothing: an old topic must not ring.'),
  'bad-recipient': by('core', "Fix the sender's list."),
};

/** For pushes that device-bindings stopped. */
export const ADDRESS_REMEDIES: Record<AddressReason, Remedy> = {
  'no-binding': by(
    'client',
    'Does the app report certificate id and token after login? Was the report refused (`binding.changed.v1`, `refused`)?',
  ),
  'push-off': by('nobody', 'Nothing, until it reports a token again.'),
  'not-reported-since-login': by('client', 'The app must report after every login.'),
  'binding-ended': by('nobody', 'Nothing: logout, kick or invalidation.'),
  unbound: by('operator', "Ask the audit of device-bindings' history."),
  'token-moved': by('nobody', 'Nothing; the old owner must not ring there.'),
  'other-user': by(
    'nobody',
    "Nothing; a new login of the user takes it back. Is it no phone's id but a word that many share? Device ids must be the phone's own. Several accounts on a device: `DEVICE_BINDINGS_ACCOUNTS_PER_DEVICE=many`.",
  ),
  'token-dead': by('client', 'Reinstalled? The app reports its new token at its next start.'),
  'unknown-certificate': by('client', "Is the id in the app's build the one that certificates gave out?"),
  'certificate-disabled': by('operator', 'Enable it.'),
  'certificate-deleted': by('operator', 'Restore it, or move its bindings to another certificate.'),
  'certificate-not-effective': by(
    'operator',
    'It is in force from `effectiveAt` of its newest version; save it with `"effective": "now"` to use it at once. A message that was stopped stays stopped: send it again. One that lives longer is held until then.',
  ),
};

/** For the ends of targets. */
export const OUTCOME_REMEDIES: Record<OutcomeState, Remedy> = {
  accepted: by(
    'client',
    "If the phone stayed silent: notifications switched off, a channel without permission, the vendor's daily quota per device. `vendorMessageId`, where there is one, is the key to the vendor's console.",
  ),
  'token-dead': by('client', 'The binding ends; the app reports a new token.'),
  refused: by(
    'operator',
    "A code of our own: what stands below. The vendor's: `npm run why` says what it means and who set the field, and so does `libs/vendors/src/<vendor>/codes.ts`.",
  ),
  expired: by(
    'operator',
    "`code` says what it waited for. One of our own: what stands below. The vendor's, of a refused credential: correct it and save the certificate, or `POST …/resume`. The vendor's, of a limit or an outage: it needed more time than `lifetimeSeconds` gave.",
  ),
  withdrawn: by('nobody', 'Nothing, or what stands below for its code.'),
  unconfirmed: by('platform', 'Was the vendor down? `inDoubt` counts possible second rings.'),
};

/** For reports of a token that were refused. */
export const REPORT_REMEDIES: Record<ReportReason, Remedy> = {
  'not-logged-in': by(
    'client',
    'Report after the login, in its session. Does the gateway say `logged-in` with the same session id?',
  ),
  'session-ended': by('gateway', 'Each login needs a new session id; the app reports again in the new one.'),
  'no-login-in-time': by('gateway', 'Say `logged-in` with the session id in which the app reports.'),
  'unknown-certificate': by('client', "Is the id in the app's build the one that certificates gave out?"),
  'certificate-deleted': by('client', 'Report under the certificate that took its place.'),
  'bad-token': by(
    'client',
    "Report the token whole, as the vendor's SDK gave it, and under a certificate of that vendor.",
  ),
  'older-report': by('nobody', 'Nothing: the later one counts.'),
};

/** For what vendors report of a push that they took. */
export const RECEIPT_REMEDIES: Record<ReceiptReason, Remedy> = {
  arrived: by(
    'nobody',
    'Nothing. Not seen? The phone may show it in silence, in a channel of low importance.',
  ),
  clicked: by('nobody', 'Nothing.'),
  removed: by('nobody', 'Nothing.'),
  blocked: by(
    'client',
    'Let the app ask its user to switch notifications on, in the settings of the phone for the app and for the channel.',
  ),
  'token-dead': by('client', 'Reinstalled? The app reports its new token at its next start.'),
};

/** For events that became dead letters. */
export const DEAD_LETTER_REMEDIES: Record<DeadLetterReason, Remedy> = {
  'not-decodable': by(
    'publisher',
    '`detail` names its offsets; its bytes are in `value`. gzip, snappy, lz4 and zstd are read.',
  ),
  'not-readable': by('publisher', 'Fix the publisher. The original bytes are in `value`, base64.'),
  'schema-violation': by('publisher', 'See docs/topics.md.'),
  'wrong-type': by('publisher', 'Publish it there, or leave the header out. A type of your own is taken.'),
  'key-mismatch': by('us', 'A bug of ours, or somebody else writes that topic.'),
  'id-conflict': by('core', 'The first content wins. Message ids must be unique within the app.'),
  'handler-failed': by('us', 'A bug of ours: please report it with `detail`.'),
};
