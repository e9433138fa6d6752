// What to do about each code of our own in `push.outcome.v1`, and who must do it. It is the same for all vendors. docs/why-no-push.md and
// `npm run why` print these words. All other codes are the vendor's.
import type { Remedy } from './remedies';

const by = (who: Remedy['who'], toDo: string): Remedy => ({ who, toDo });

const NOTHING = by('nobody', 'Nothing: the end of a login is final, and nothing may ring after it.');
const TAKEN = by(
  'nobody',
  'Nothing: the phone is reached for whoever has it now, or not at all, as it wishes.',
);
const OUR_BUG = by('us', 'A bug of ours: please report it.');
const ITS_NETWORK = by(
  'platform',
  'Can dispatch reach the vendor, and did the vendor have an outage? Its log says `vendor-call-failed` with the words of each call.',
);
const OUR_SIDE = by(
  'platform',
  'Are dispatch, its database and its network well, and not too busy? `/health/ready` and its log say it.',
);

export const CODE_REMEDIES = {
  'bad-options': by(
    'core',
    'Correct the field under `push.vendors` that `detail` names; the fields of each vendor are in docs/vendor-options.md. It is checked when dispatch sends, over Kafka and over HTTP.',
  ),
  'bulk-channel-missing': by(
    'operator',
    'Enter `bulkChannelId`, a public channel, in the certificate. Is the message no bulk? Then the sender leaves out `class`.',
  ),
  'plan-failed': OUR_BUG,
  'token-form': by(
    'client',
    "Report the token as the vendor's SDK gave it, under the certificate of that vendor; `detail` says its form.",
  ),
  'ext-too-long': by('core', 'Shorten `push.ext`; keep it below 1 KB and let the app fetch the rest.'),
  'ext-not-json': by(
    'core',
    'Make `push.ext` a JSON object with short names, or let the operator set `wholeExt` in the certificate.',
  ),
  'private-key-unreadable': by('operator', 'Enter the private key again, whole, as the vendor gave it.'),
  'subscription-expired': by(
    'client',
    'The page or app subscribes again and reports what it got; it does so at each start.',
  ),
  'vapid-keys-differ': by(
    'operator',
    'Enter `publicKey` and `privateKey` of one VAPID pair, as they were made together.',
  ),
  'no-public-address': by(
    'platform',
    'A subscription names a host without a public address. Is it a push server of your own inside? Then name its public address, or set `DISPATCH_VENDOR_URLS`.',
  ),
  'too-many-push-services': by(
    'platform',
    'Narrow `hosts` in the certificate: clients name more services than are spoken to at a time.',
  ),
  'client-secret-missing': by('operator', 'Enter the client secret in the certificate.'),
  'logged-out': NOTHING,
  kicked: NOTHING,
  invalidated: NOTHING,
  superseded: TAKEN,
  'other-user': TAKEN,
  'push-off': TAKEN,
  moved: TAKEN,
  unbound: TAKEN,
  replaced: TAKEN,
  'token-dead': by('client', 'Reinstalled? The app reports its new token at its next start.'),
  'certificate-not-effective': by(
    'operator',
    'Save the certificate with `"effective": "now"` if it should not wait for its time.',
  ),
  'certificate-disabled': by(
    'operator',
    'Enable the certificate, and send the message again if it still matters.',
  ),
  'certificate-deleted': by('operator', 'Restore it, or move its bindings to another certificate.'),
  'unknown-certificate': by(
    'platform',
    'Does certificates publish, and does dispatch read `certificate.changed.v1`? `POST …/certificates:republish` tells all again.',
  ),
  'lane-paused': by(
    'operator',
    'Somebody paused the lane of the certificate. `POST …/lanes/{certificate}/resume` lets it go on; `GET …/lanes` says who paused it and why.',
  ),
  unopened: by(
    'platform',
    'Give certificates and dispatch the key that `detail` names (`SEAL_KEYS`), or let the operator enter the credential again.',
  ),
  'credential-refused': by(
    'operator',
    'Correct the credential and save the certificate, or `POST …/resume` once the vendor has mended it.',
  ),
  'too-late': by(
    'platform',
    'Was dispatch down, or does more wait than the vendor takes? Raise `lifetimeSeconds`.',
  ),
  'no-answer': OUR_SIDE,
  expired: by('core', 'Raise `lifetimeSeconds`.'),
  deadline: ITS_NETWORK,
  'not-begun-in-time': OUR_SIDE,
  'client-failed': OUR_BUG,
  'verdict-missing': OUR_BUG,
  'verdict-unreadable': OUR_BUG,
  'access-token-shelf': by('platform', 'Was the database of dispatch away? Its log says it.'),
  'unreadable-answer': ITS_NETWORK,
  'answer-too-long': ITS_NETWORK,
  'answer-packed': ITS_NETWORK,
  'connect-timeout': ITS_NETWORK,
  'ping-timeout': ITS_NETWORK,
  'stream-reset': ITS_NETWORK,
} satisfies { [code: string]: Remedy };

/** Undefined if the code is the vendor's or of a newer release. HTTP statuses and network errors of the system count as families. */
export function remedyOfCode(code: string | undefined): Remedy | undefined {
  const bare = code?.replace(/^login-/, '') ?? '';
  if (/^(http-\d+|e(conn|host|net|ai_)[a-z]+|etimedout|enotfound|epipe)$/.test(bare)) return ITS_NETWORK;
  return (CODE_REMEDIES as { [code: string]: Remedy | undefined })[bare];
}
