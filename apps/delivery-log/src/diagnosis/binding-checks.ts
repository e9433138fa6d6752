// Checks 8 to 13: is there an address, and may it be used? Pure.
import {
  type AddressReason,
  type BindingChanged,
  REPORT_REASONS,
  REPORT_REMEDIES,
  type ReportReason,
} from '@offline-push/contracts';
import { byCalls } from './blame';
import { addressingWouldSay, byAddressing } from './decided';
import { fail, type Found, pass, timeOf, unknown, words } from './finding';
import type { Known, KnownBinding, KnownCertificate } from './known';

const NO_BINDING_TOLD = 'Nothing is known of the binding of this device.';
const NO_CERTIFICATE_TOLD = 'Nothing is known of its certificate.';

/** How the end of a binding is called by those who look for its token. `superseded` and `push-off` belong to other checks. */
const ENDS: { readonly [cause in BindingChanged['cause']]?: AddressReason } = {
  'logged-out': 'binding-ended',
  kicked: 'binding-ended',
  invalidated: 'binding-ended',
  moved: 'token-moved',
  'other-user': 'other-user',
  'token-dead': 'token-dead',
  unbound: 'unbound',
  replaced: 'no-binding',
};

export function binding(known: Known): Found {
  const { binding: bound } = known;
  const decided = decidedOn('binding', known);
  if (decided !== undefined) return decided.result === 'fail' ? withRefusal(decided, known) : decided;
  if (bound === undefined) return unknown(NO_BINDING_TOLD);
  if (bound === null) return withRefusal(addressingWouldSay('no-binding', 'No token is bound.'), known);
  const reason = bound.endedBy && ENDS[bound.endedBy];
  if (reason !== undefined) return withRefusal(addressingWouldSay(reason, endOf(bound)), known);
  return pass(`Bound under certificate ${String(bound.certificateId)} since ${timeOf(bound.reportedAtMs)}.`);
}

const endOf = ({ endedBy, endedAtMs }: KnownBinding): string =>
  `${String(endedBy)}${endedAtMs === undefined ? '' : ` at ${timeOf(endedAtMs)}`}.`;

/** A report that was refused says more than that there is no token. */
function withRefusal(found: Found, { refusedReport: refused }: Known): Found {
  const reason = refused?.cause as ReportReason | undefined;
  if (refused === undefined || reason === undefined || !(reason in REPORT_REASONS)) return found;
  return fail(
    `${found.evidence} The report of ${timeOf(refused.atMs)} was refused: ${reason}. ${REPORT_REASONS[reason]}`,
    REPORT_REMEDIES[reason],
  );
}

export function reportedSinceLogin(known: Known): Found {
  const { binding: bound, presence } = known;
  const decided = byAddressing('reported-since-login', known);
  if (decided !== undefined) return decided;
  if (bound === undefined || bound === null) return unknown(NO_BINDING_TOLD);
  if (bound.endedBy === 'superseded') return addressingWouldSay('not-reported-since-login', endOf(bound));
  if (presence?.loggedInAtMs === undefined) return unknown('Nobody said when the user logged in.');
  const reported = `Reported at ${timeOf(bound.reportedAtMs)}, logged in at ${timeOf(presence.loggedInAtMs)}.`;
  const isOlder = bound.session !== presence.session && bound.reportedAtMs < presence.loggedInAtMs;
  return isOlder ? addressingWouldSay('not-reported-since-login', reported) : pass(reported);
}

export function certificate(known: Known): Found {
  const { certificate: copy, presence } = known;
  const decided = decidedOn('certificate', known);
  if (decided !== undefined) return decided;
  if (copy === undefined) return unknown(NO_CERTIFICATE_TOLD);
  if (copy === null) return addressingWouldSay('unknown-certificate', 'No such certificate was told.');
  if (copy.state === 'deleted')
    return addressingWouldSay('certificate-deleted', `Certificate ${copy.certificateId}.`);
  const isApple = presence?.platform === 'ios' || presence?.platform === 'ipados';
  const is = `Certificate ${copy.certificateId} is of ${copy.vendor}.`;
  if (presence?.platform !== undefined && isElsewhere(copy.vendor, isApple))
    return fail(`${is} The device is ${presence.platform}, which that vendor does not reach.`);
  return pass(is);
}

/** Each phone maker's service reaches its own phones only; FCM and Web Push reach many. */
const isElsewhere = (vendor: string, isApple: boolean): boolean =>
  vendor === 'apns' ? !isApple : isApple && !['fcm', 'web-push'].includes(vendor);

export function effective(known: Known): Found {
  const { certificate: copy, nowMs, story } = known;
  const decided = decidedOn('effective', known);
  if (decided !== undefined) return decided;
  if (copy === undefined || copy === null) return unknown(NO_CERTIFICATE_TOLD);
  const from = `In force from ${timeOf(copy.effectiveAtMs)}.`;
  return copy.effectiveAtMs > (story?.sentAtMs ?? nowMs)
    ? addressingWouldSay('certificate-not-effective', from)
    : pass(from);
}

export function credential(known: Known): Found {
  const { certificate: copy, lane } = known;
  const called = byCalls('credential', known);
  if (called !== undefined) return called;
  const stopped = byAddressing('credential', known);
  if (stopped?.result === 'fail') return stopped;
  if (copy === undefined || copy === null)
    return lane?.state === 'credential-refused'
      ? fail(`The lane was closed at ${timeOf(lane.atMs)}: ${words(lane.code, lane.says)}.`)
      : unknown(NO_CERTIFICATE_TOLD);
  return judged(copy, known.nowMs);
}

function judged({ certificateId, state, judged: word, ends }: KnownCertificate, nowMs: number): Found {
  if (state === 'disabled')
    return addressingWouldSay('certificate-disabled', `Certificate ${certificateId}.`);
  if (ends !== undefined && ends.atMs <= nowMs)
    return fail(`Its ${ends.what} ended at ${timeOf(ends.atMs)}.`);
  if (word === undefined) return unknown('No push has met the vendor with it yet.');
  const told = `${word.state} since ${timeOf(word.sinceMs)}${word.code === undefined ? '' : `: ${word.code}`}.`;
  return word.state === 'good' ? pass(told) : fail(words(told, word.says));
}

export function environment(known: Known): Found {
  const called = byCalls('environment', known);
  if (called !== undefined) return called;
  return known.device?.attempts.some(({ verdict }) => verdict === 'accepted')
    ? pass('The vendor took a call with this token.')
    : unknown('Only an answer of the vendor tells.');
}

/** What waits may meet what addressing did not see yet. */
function decidedOn(id: 'binding' | 'certificate' | 'effective', known: Known): Found | undefined {
  const called = byCalls(id, known);
  return called?.result === 'fail' ? called : byAddressing(id, known);
}
