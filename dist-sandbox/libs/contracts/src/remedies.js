// What to do about each reason why a device is not pushed, and who must do it. docs/why-no-push.md and `npm run why` say it in these words.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
function _export(target, all) {
  for (var name in all)
    Object.defineProperty(target, name, {
      enumerable: true,
      get: Object.getOwnPropertyDescriptor(all, name).get,
    });
}
_export(exports, {
  get ACTORS() {
    return ACTORS;
  },
  get ADDRESS_REMEDIES() {
    return ADDRESS_REMEDIES;
  },
  get DEAD_LETTER_REMEDIES() {
    return DEAD_LETTER_REMEDIES;
  },
  get GATE_REMEDIES() {
    return GATE_REMEDIES;
  },
  get OUTCOME_REMEDIES() {
    return OUTCOME_REMEDIES;
  },
});
const ACTORS = {
  nobody: 'nobody',
  client: "the app's developers",
  gateway: "the gateway's team",
  core: "the IM core's team",
  publisher: 'whoever published it',
  operator: "the certificates' operator",
  platform: 'the platform team',
  us: 'offline-push',
};
const by = (who, toDo) => ({
  who,
  toDo,
});
const GATE_REMEDIES = {
  'unknown-user': by(
    'gateway',
    'Does the gateway publish `session.changed.v1` for this app? Are user ids equal byte by byte?',
  ),
  'never-logged-in': by(
    'gateway',
    'The gateway must say `logged-in` once per session, before or after `connected`.',
  ),
  'logged-out': by('nobody', 'Nothing: no push after logout is the promise.'),
  kicked: by('nobody', 'Nothing; the app shows it at its next start.'),
  invalidated: by('nobody', 'Nothing.'),
  'out-of-reach': by('platform', 'Raise the window if your users sleep longer.'),
  'not-pushable': by('nobody', 'Nothing; only phones and tablets have a vendor.'),
  online: by(
    'gateway',
    'If the app was killed: did the gateway say `disconnected`? Silence counts after `PRESENCE_SILENCE_SECONDS` (400), a login as connected. Broke the link in the same instant? Publish it again with `evenIfOnline`.',
  ),
  'seen-since': by('nobody', 'Nothing. Was it not acknowledged? Publish it again with `evenIfOnline`.'),
  'desktop-online': by('platform', '`PRESENCE_MUTE_WHILE_DESKTOP_ONLINE`.'),
  'own-message': by('nobody', 'Nothing.'),
  'push-disabled': by('core', "Ask the sender's code."),
  'online-only': by('core', "Ask the sender's code."),
  'no-description': by('core', 'Set `push.text`.'),
  expired: by(
    'platform',
    'Was presence down, or is its lag high (`offline_push_bus_lag_seconds`)? Raise `lifetimeSeconds`.',
  ),
  'too-old': by(
    'platform',
    'Was presence down, or is its lag high? Raise the bound if such a push is still welcome.',
  ),
  'before-start': by('nobody', 'Nothing: an old topic must not ring.'),
  'bad-recipient': by('core', "Fix the sender's list."),
};
const ADDRESS_REMEDIES = {
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
    'Wait (`CERTIFICATES_EFFECTIVE_AFTER_SECONDS`, 600). A message that lives longer is held until then.',
  ),
};
const OUTCOME_REMEDIES = {
  accepted: by(
    'nobody',
    "If the phone stayed silent: notifications switched off, a channel without permission, the vendor's daily quota per device. `vendorMessageId` is the key to the vendor's console.",
  ),
  'token-dead': by('client', 'The binding ends; the app reports a new token.'),
  refused: by(
    'operator',
    "Look the code up in the vendor's folder (`libs/vendors/src/<vendor>/verdicts.ts`).",
  ),
  expired: by(
    'operator',
    "`code` says what it waited for: the vendor's, or one of ours; `detail` has its words.",
  ),
  withdrawn: by('nobody', 'Nothing, or see the codes below.'),
  unconfirmed: by('platform', 'Was the vendor down? `inDoubt` counts possible second rings.'),
};
const DEAD_LETTER_REMEDIES = {
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
