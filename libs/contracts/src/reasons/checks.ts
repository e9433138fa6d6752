// "I cannot receive push messages" as a list of checks, in the order in which they are made: what each asks, what to do if it fails and no reason
// says more, and how to find out what nobody knows. The table also says which check each reason belongs to. delivery-log runs them.
import type { CODE_REMEDIES } from './own-codes';
import type { AddressReason, GateReason } from './reasons';
import type { Remedy } from './remedies';

interface Check {
  /** In the order of the checks. */
  readonly number: number;
  readonly asks: string;
  readonly fails: Remedy;
  readonly unknown: Remedy;
}

const by = (who: Remedy['who'], toDo: string): Remedy => ({ who, toDo });

const NO_MESSAGE = by('nobody', 'Ask about a message that did not ring.');
const ITS_STATE = by('operator', 'Look at `GET …/certificates/{certificate}`, and probe it.');
const SEE_ABOVE = by('operator', 'See the first check that failed.');

export const CHECKS = {
  account: {
    ...{ number: 1, asks: 'Is the user known?' },
    fails: by('gateway', 'Are user ids equal byte by byte, in both systems?'),
    unknown: by('platform', 'Ask presence: `GET …/users/{user}/presence`.'),
  },
  recipient: {
    ...{ number: 2, asks: 'Was the message for this user, and from somebody else?' },
    fails: by('core', 'Look at `recipients` and `sender` of the message.'),
    unknown: NO_MESSAGE,
  },
  login: {
    ...{ number: 3, asks: 'Is the user logged in on this device?' },
    fails: by('client', 'Log in again; each login has a new session id.'),
    unknown: by('platform', 'Ask presence: `GET …/users/{user}/presence`.'),
  },
  reach: {
    ...{ number: 4, asks: 'Was the device seen lately?' },
    fails: by('platform', 'Raise `PRESENCE_REACH_DAYS` if your users sleep longer.'),
    unknown: by('platform', 'Ask presence: `GET …/users/{user}/presence`.'),
  },
  platform: {
    ...{ number: 5, asks: 'Is the platform of the device pushed?' },
    fails: by('platform', 'Name it in `PRESENCE_PUSHABLE_PLATFORMS`, if it is to be pushed.'),
    unknown: by('gateway', 'Say `platform` in `session.changed.v1`.'),
  },
  link: {
    ...{ number: 6, asks: 'Was the app offline, so that a push was needed?' },
    fails: by('nobody', 'Nothing: the message reaches a connected app directly.'),
    unknown: by('platform', 'Ask presence: `GET …/users/{user}/presence`.'),
  },
  'silent-loss': {
    ...{ number: 7, asks: 'Did the link live when presence took it for alive?' },
    fails: by(
      'gateway',
      'Say `disconnected` as soon as a link breaks, repeat `connected` each two minutes, and publish what was not acknowledged again with `evenIfOnline`.',
    ),
    unknown: by('platform', 'Ask presence when the device was last seen.'),
  },
  binding: {
    ...{ number: 8, asks: 'Is there a token for this device?' },
    fails: by('client', 'Report certificate id and token after each login.'),
    unknown: by('platform', 'Ask device-bindings: `GET …/users/{user}/bindings`.'),
  },
  'reported-since-login': {
    ...{ number: 9, asks: 'Did the app report its token after the login?' },
    fails: by('client', 'Report certificate id and token after each login.'),
    unknown: by('platform', 'Ask device-bindings: `GET …/users/{user}/bindings`.'),
  },
  certificate: {
    ...{ number: 10, asks: 'Does the certificate exist, and is it of the vendor of this device?' },
    fails: by(
      'client',
      "Report the token of a vendor under a certificate of that vendor; its id is in the app's build.",
    ),
    unknown: ITS_STATE,
  },
  effective: {
    ...{ number: 11, asks: 'Was the certificate in force?' },
    fails: by(
      'operator',
      'Save the certificate with `"effective": "now"` if it should not wait for its time.',
    ),
    unknown: ITS_STATE,
  },
  credential: {
    ...{ number: 12, asks: 'Is the credential of the certificate complete and good?' },
    fails: by('operator', 'Correct the credential and save the certificate; do not make a new one.'),
    unknown: ITS_STATE,
  },
  environment: {
    ...{ number: 13, asks: 'Are token and certificate of one environment and app?' },
    fails: by(
      'operator',
      'Compare environment, bundle id or project of the certificate with the build on the phone: tokens of a development build need a certificate for development.',
    ),
    unknown: ITS_STATE,
  },
  pushes: {
    ...{ number: 14, asks: 'Is it a message that pushes, and was it in time?' },
    fails: by('core', 'Look at `push` and `lifetimeSeconds` of the message.'),
    unknown: NO_MESSAGE,
  },
  duplicate: {
    ...{ number: 15, asks: 'Was the message published once under its id?' },
    fails: by('core', 'The first content wins. Message ids must be unique within the app.'),
    unknown: NO_MESSAGE,
  },
  options: {
    ...{ number: 16, asks: 'Do the receiver and the app want to be notified?' },
    fails: by('nobody', 'Nothing: it was muted.'),
    unknown: by('client', 'Does the app mute conversations itself? Then only the IM core knows.'),
  },
  ext: {
    ...{ number: 17, asks: 'Is `push.ext` what the vendor takes?' },
    fails: by('core', 'Make `push.ext` a JSON object with short names.'),
    unknown: by('nobody', 'Nothing: it did not come to a call.'),
  },
  length: {
    ...{ number: 18, asks: 'Is the message short enough for the vendor?' },
    fails: by('core', 'Shorten title, text and `push.ext`.'),
    unknown: by('nobody', 'Nothing: it did not come to a call.'),
  },
  channel: {
    ...{ number: 19, asks: 'Are channel and category what the vendor asks for?' },
    fails: by('operator', "Compare the channel and category of the certificate with the vendor's console."),
    unknown: by('nobody', 'Nothing: it did not come to a call.'),
  },
  click: {
    ...{ number: 20, asks: 'Is what a tap opens well-formed?' },
    fails: by('core', 'An `intent:#Intent;…;end`, or an http or https URL.'),
    unknown: NO_MESSAGE,
  },
  attempted: {
    ...{ number: 21, asks: 'Was the vendor called?' },
    fails: SEE_ABOVE,
    unknown: NO_MESSAGE,
  },
  accepted: {
    ...{ number: 22, asks: 'Did the vendor take it?' },
    fails: by('operator', "See the vendor's code in `libs/vendors/src/<vendor>/codes.ts`."),
    unknown: SEE_ABOVE,
  },
  quota: {
    ...{ number: 23, asks: "Is the vendor's quota left?" },
    fails: by(
      'operator',
      "Raise the quota at the vendor, or send messages of class `bulk` less; chats need the vendor's category for chats.",
    ),
    unknown: by('nobody', 'Nothing: it did not come to a call.'),
  },
  arrived: {
    ...{ number: 24, asks: 'Did it reach the phone?' },
    fails: by('client', 'Reinstalled? The app reports its new token at its next start.'),
    unknown: by(
      'operator',
      'Enter the receipt address at the vendor (docs/vendors.md). Without receipts nobody can say whether it arrived.',
    ),
  },
  switch: {
    ...{ number: 25, asks: 'Are notifications of the app switched on?' },
    fails: by(
      'client',
      'Let the app ask its user to switch notifications on, for the app and for the channel.',
    ),
    unknown: by('client', 'Look at the settings of the phone: OPPO begins with off, Android 13 asks.'),
  },
  clicked: {
    ...{ number: 26, asks: 'Did the user open it?' },
    fails: by('nobody', 'Nothing.'),
    unknown: by('nobody', 'Nothing: nobody has to open it.'),
  },
  probe: {
    ...{ number: 27, asks: 'Does a test push with this binding work now?' },
    fails: by(
      'operator',
      'What the vendor answered to the test says what to correct; the message is not the reason.',
    ),
    unknown: by('operator', '`POST …/certificates/{certificate}/probe` asks the vendor.'),
  },
  'end-to-end': {
    ...{ number: 28, asks: 'Does a killed app ring within a minute?' },
    fails: by('platform', 'Look at the times of its story: who had it so long?'),
    unknown: by(
      'client',
      'Kill the app, send it a text from another user, and look at the phone for a minute.',
    ),
  },
} as const satisfies { readonly [id: string]: Check };
export type CheckId = keyof typeof CHECKS;

/** In the order in which they are made. */
export const CHECK_IDS = Object.keys(CHECKS) as CheckId[];

/** Which check the gate's reason belongs to. */
export const GATE_CHECKS: Readonly<Record<GateReason, CheckId>> = {
  'unknown-user': 'account',
  'own-message': 'recipient',
  'bad-recipient': 'recipient',
  'never-logged-in': 'login',
  'logged-out': 'login',
  kicked: 'login',
  invalidated: 'login',
  'out-of-reach': 'reach',
  'not-pushable': 'platform',
  online: 'link',
  'seen-since': 'link',
  'push-disabled': 'pushes',
  'online-only': 'pushes',
  'no-description': 'pushes',
  expired: 'pushes',
  'too-old': 'pushes',
  'before-start': 'pushes',
  'desktop-online': 'options',
};

export const ADDRESS_CHECKS: Readonly<Record<AddressReason, CheckId>> = {
  'no-binding': 'binding',
  'binding-ended': 'binding',
  unbound: 'binding',
  'token-moved': 'binding',
  'other-user': 'binding',
  'token-dead': 'binding',
  'not-reported-since-login': 'reported-since-login',
  'unknown-certificate': 'certificate',
  'certificate-deleted': 'certificate',
  'certificate-disabled': 'credential',
  'certificate-not-effective': 'effective',
  'push-off': 'options',
};

/** Codes of our own, of calls and ends. */
export const CODE_CHECKS: Readonly<Record<keyof typeof CODE_REMEDIES, CheckId>> = {
  'bad-options': 'channel',
  'bulk-channel-missing': 'channel',
  'plan-failed': 'attempted',
  'token-form': 'binding',
  'ext-too-long': 'length',
  'ext-not-json': 'ext',
  'private-key-unreadable': 'credential',
  'subscription-expired': 'binding',
  'vapid-keys-differ': 'credential',
  'no-public-address': 'attempted',
  'too-many-push-services': 'attempted',
  'client-secret-missing': 'credential',
  'logged-out': 'login',
  kicked: 'login',
  invalidated: 'login',
  superseded: 'binding',
  'other-user': 'binding',
  'push-off': 'options',
  moved: 'binding',
  unbound: 'binding',
  replaced: 'binding',
  'token-dead': 'binding',
  'certificate-not-effective': 'effective',
  'certificate-disabled': 'credential',
  'certificate-deleted': 'certificate',
  'unknown-certificate': 'certificate',
  'lane-paused': 'attempted',
  unopened: 'credential',
  'credential-refused': 'credential',
  'too-late': 'attempted',
  'no-answer': 'accepted',
  expired: 'pushes',
  deadline: 'accepted',
  'not-begun-in-time': 'attempted',
  'client-failed': 'accepted',
  'verdict-missing': 'accepted',
  'verdict-unreadable': 'accepted',
  'access-token-shelf': 'accepted',
  'unreadable-answer': 'accepted',
  'answer-too-long': 'accepted',
  'answer-packed': 'accepted',
  'connect-timeout': 'accepted',
  'ping-timeout': 'accepted',
  'stream-reset': 'accepted',
};

/** The five questions of the seed's FAQ, by the checks that answer them. */
export const FAQ: Readonly<Record<string, readonly CheckId[]>> = {
  'vendor-limits': ['quota', 'channel', 'length'],
  certificate: ['certificate', 'effective', 'credential', 'environment'],
  token: ['binding'],
  reporting: ['login', 'reported-since-login'],
  'killed-app-test': ['end-to-end'],
};
