// Checks 10 to 13: may the certificate be used, and does the vendor take it? Pure.
import { inForceFromMs, type Text, told, versionInForce } from '@offline-push/contracts';
import { entryNamed } from '@offline-push/vendors/catalog';
import { byCalls } from '../blame';
import { complaintOf } from '../complaint';
import { addressingWouldSay, byAddressing } from '../decided';
import { fail, type Found, pass, timeOf, unknown, words } from '../finding';
import type { Known, KnownCertificate } from '../known';

const NOT_TOLD = told('certificate-not-told');

export function certificate(known: Known): Found {
  const { certificate: copy, presence, binding: bound } = known;
  const decided = decidedOn('certificate', known);
  if (decided !== undefined) return decided;
  const complaint = complaintOf(known);
  if (complaint?.check === 'certificate') return complaint.found;
  if (copy === null && !bound) return addressingWouldSay('unknown-certificate', told('no-certificate'));
  if (copy === undefined || copy === null) return unknown(NOT_TOLD);
  if (copy.state === 'deleted')
    return addressingWouldSay(
      'certificate-deleted',
      told('certificate-named', { certificate: copy.certificateId }),
    );
  const is = told('certificate-of', { certificate: copy.certificateId, vendor: copy.vendor });
  if (presence?.platform !== undefined && isElsewhere(copy.vendor, presence.platform))
    return fail(words(is, told('vendor-elsewhere', { platform: presence.platform })));
  return pass(is);
}

/** Of a vendor that this release does not know nobody can say. */
function isElsewhere(vendor: string, platform: string): boolean {
  const entry = entryNamed(vendor);
  if (entry === undefined || entry.reaches === 'all') return false;
  return (entry.reaches === 'apple') !== APPLE.has(platform);
}
const APPLE: ReadonlySet<string> = new Set(['ios', 'ipados']);

export function effective(known: Known): Found {
  const { certificate: copy, nowMs, story } = known;
  const decided = decidedOn('effective', known);
  if (decided?.result === 'fail') return decided;
  if (copy === undefined || copy === null) return decided ?? unknown(NOT_TOLD);
  const fromMs = inForceFromMs(copy.versions);
  const from = words(
    told('certificate-named', { certificate: copy.certificateId }),
    told('in-force-from', { at: timeOf(fromMs) }),
  );
  const isHeld = story && known.device?.outcome === undefined && fromMs > nowMs;
  if (isHeld || (decided === undefined && fromMs > (story?.sentAtMs ?? nowMs)))
    return addressingWouldSay('certificate-not-effective', from);
  return decided ?? pass(from);
}

export function credential(known: Known): Found {
  const { certificate: copy, lane } = known;
  const called = byCalls('credential', known);
  if (called !== undefined) return called.result === 'fail' ? withNext(called, known) : called;
  const stopped = byAddressing('credential', known);
  if (stopped?.result === 'fail') return stopped;
  if (copy === undefined || copy === null)
    return lane?.state === 'credential-refused'
      ? fail(told('lane-closed-at', { at: timeOf(lane.atMs), words: words(lane.code, lane.says) }))
      : unknown(NOT_TOLD);
  return judged(copy, known);
}

function judged(copy: KnownCertificate, known: Known): Found {
  const { state, judged: word, ends, versions } = copy;
  const version = versionInForce(versions, known.nowMs)?.version;
  if (state === 'disabled')
    return addressingWouldSay(
      'certificate-disabled',
      told('certificate-named', { certificate: copy.certificateId }),
    );
  if (ends !== undefined && ends.version === version && ends.atMs <= known.nowMs)
    return withNext(fail(told('credential-ended', { what: ends.what, at: timeOf(ends.atMs) })), known);
  // An answer to another version says nothing of this one.
  if (word === undefined || word.version !== version) return unknown(words(told('not-met'), endingOf(copy)));
  return word.state === 'good'
    ? pass(words(saidOf(word), endingOf(copy)))
    : withNext(fail(words(saidOf(word), word.says)), known);
}

function saidOf({ state, sinceMs, code }: NonNullable<KnownCertificate['judged']>): Text {
  const at = timeOf(sinceMs);
  return code === undefined ? told('judged', { state, at }) : told('judged-with', { state, at, code });
}

const endingOf = ({ ends }: KnownCertificate): Text | undefined =>
  ends && told('credential-ends', { what: ends.what, at: timeOf(ends.atMs) });

/** Somebody may have corrected it, and the new version waits for its time. */
function withNext(found: Found, { certificate: copy, nowMs }: Known): Found {
  const next = copy?.versions.find(({ effectiveAtMs }) => effectiveAtMs > nowMs);
  if (next === undefined) return found;
  const at = timeOf(next.effectiveAtMs);
  return { ...found, evidence: words(found.evidence, told('version-next', { version: next.version, at })) };
}

export function environment(known: Known): Found {
  const called = byCalls('environment', known);
  if (called !== undefined) return called;
  return known.device?.attempts.some(({ verdict }) => verdict === 'accepted')
    ? pass(told('call-taken'))
    : unknown(told('vendor-tells'));
}

/** What waits may meet what addressing did not see yet. */
function decidedOn(id: 'certificate' | 'effective', known: Known): Found | undefined {
  const called = byCalls(id, known);
  return called?.result === 'fail' ? called : byAddressing(id, known);
}
