// Checks 8 to 13: is there an address, and may it be used? Pure.
import {
  type AddressReason,
  type BindingChanged,
  REPORT,
  type ReportReason,
  type Text,
  told,
} from '@offline-push/contracts';
import { byCalls } from './blame';
import { addressingWouldSay, byAddressing } from './decided';
import { fail, type Found, pass, timeOf, unknown, words } from './finding';
import type { Known, KnownBinding, KnownCertificate } from './known';

const NO_BINDING_TOLD = told('binding-not-told');
const NO_CERTIFICATE_TOLD = told('certificate-not-told');

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
  if (bound === null) return withRefusal(addressingWouldSay('no-binding', told('no-token')), known);
  const reason = bound.endedBy && ENDS[bound.endedBy];
  if (reason !== undefined) return withRefusal(addressingWouldSay(reason, endOf(bound)), known);
  return pass(
    told('bound-since', { certificate: String(bound.certificateId), at: timeOf(bound.reportedAtMs) }),
  );
}

const endOf = ({ endedBy = 'unbound', endedAtMs }: KnownBinding): Text =>
  endedAtMs === undefined
    ? told('binding-ended', { cause: endedBy })
    : told('binding-ended-at', { cause: endedBy, at: timeOf(endedAtMs) });

/** A report that was refused says more than that there is no token. */
function withRefusal(found: Found, { refusedReport: refused }: Known): Found {
  const reason = refused?.cause as ReportReason | undefined;
  if (refused === undefined || reason === undefined || !(reason in REPORT)) return found;
  return fail(
    words(found.evidence, told('report-refused', { at: timeOf(refused.atMs), reason }), REPORT[reason].means),
    REPORT[reason],
  );
}

export function reportedSinceLogin(known: Known): Found {
  const { binding: bound, presence } = known;
  const decided = byAddressing('reported-since-login', known);
  if (decided !== undefined) return decided;
  if (bound === undefined || bound === null) return unknown(NO_BINDING_TOLD);
  if (bound.endedBy === 'superseded') return addressingWouldSay('not-reported-since-login', endOf(bound));
  if (presence?.loggedInAtMs === undefined) return unknown(told('login-not-told'));
  const reported = told('reported-and-login', {
    at: timeOf(bound.reportedAtMs),
    login: timeOf(presence.loggedInAtMs),
  });
  const isOlder = bound.session !== presence.session && bound.reportedAtMs < presence.loggedInAtMs;
  return isOlder ? addressingWouldSay('not-reported-since-login', reported) : pass(reported);
}

export function certificate(known: Known): Found {
  const { certificate: copy, presence } = known;
  const decided = decidedOn('certificate', known);
  if (decided !== undefined) return decided;
  if (copy === undefined) return unknown(NO_CERTIFICATE_TOLD);
  if (copy === null) return addressingWouldSay('unknown-certificate', told('no-certificate'));
  if (copy.state === 'deleted')
    return addressingWouldSay(
      'certificate-deleted',
      told('certificate-named', { certificate: copy.certificateId }),
    );
  const isApple = presence?.platform === 'ios' || presence?.platform === 'ipados';
  const is = told('certificate-of', { certificate: copy.certificateId, vendor: copy.vendor });
  if (presence?.platform !== undefined && isElsewhere(copy.vendor, isApple))
    return fail(words(is, told('vendor-elsewhere', { platform: presence.platform })));
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
  const from = told('in-force-from', { at: timeOf(copy.effectiveAtMs) });
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
      ? fail(told('lane-closed-at', { at: timeOf(lane.atMs), words: words(lane.code, lane.says) }))
      : unknown(NO_CERTIFICATE_TOLD);
  return judged(copy, known.nowMs);
}

function judged({ certificateId, state, judged: word, ends }: KnownCertificate, nowMs: number): Found {
  if (state === 'disabled')
    return addressingWouldSay(
      'certificate-disabled',
      told('certificate-named', { certificate: certificateId }),
    );
  if (ends !== undefined && ends.atMs <= nowMs)
    return fail(told('credential-ended', { what: ends.what, at: timeOf(ends.atMs) }));
  if (word === undefined) return unknown(told('not-met'));
  const { state: judgement, code } = word;
  const at = timeOf(word.sinceMs);
  const said =
    code === undefined
      ? told('judged', { state: judgement, at })
      : told('judged-with', { state: judgement, at, code });
  return judgement === 'good' ? pass(said) : fail(words(said, word.says));
}

export function environment(known: Known): Found {
  const called = byCalls('environment', known);
  if (called !== undefined) return called;
  return known.device?.attempts.some(({ verdict }) => verdict === 'accepted')
    ? pass(told('call-taken'))
    : unknown(told('vendor-tells'));
}

/** What waits may meet what addressing did not see yet. */
function decidedOn(id: 'binding' | 'certificate' | 'effective', known: Known): Found | undefined {
  const called = byCalls(id, known);
  return called?.result === 'fail' ? called : byAddressing(id, known);
}
