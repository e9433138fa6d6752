// Which check each reason belongs to. A reason without a check does not compile.
import type { CheckId } from './checks';
import type { CODES } from '../codes/own-codes';
import type { AddressReason, GateReason, ReportReason } from '../reasons';

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

/** In which order presence asks. What stops a message at one of them has passed those before, and never came to those after. */
export const GATE_ORDER: readonly CheckId[] = [
  'pushes',
  'recipient',
  'account',
  'login',
  'platform',
  'reach',
  'link',
  'options',
];

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

/** A report that was refused says more than that there is no token. */
export const REPORT_CHECKS: Readonly<Record<ReportReason, CheckId>> = {
  'not-logged-in': 'reported-since-login',
  'session-ended': 'reported-since-login',
  'no-login-in-time': 'reported-since-login',
  'unknown-certificate': 'certificate',
  'certificate-deleted': 'certificate',
  'bad-token': 'binding',
  'older-report': 'binding',
};

/** Codes of our own, of calls and ends. */
export const CODE_CHECKS: Readonly<Record<keyof typeof CODES, CheckId>> = {
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
