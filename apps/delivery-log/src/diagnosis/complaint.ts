// What is wrong with the report of an app that has no binding, and which check that belongs to: a token that was reported under a wrong
// certificate, or out of its session, is something else than no token. Pure.
import { type CheckId, REPORT, REPORT_CHECKS, type ReportReason, told } from '@offline-push/contracts';
import { addressingWouldSay } from './decided';
import { fail, type Found, timeOf, words } from './finding';
import type { Known, KnownReport } from './known';

interface Complaint {
  readonly check: CheckId;
  readonly found: Found;
}

/** Undefined: it has a binding, or reported nothing that we know of. */
export function complaintOf(known: Known): Complaint | undefined {
  const { device, binding, refusedReport, report } = known;
  const isUnbound =
    device?.address === undefined && (binding === null || device?.addressStop?.reason === 'no-binding');
  if (!isUnbound) return undefined;
  const cause = refusedReport?.cause as ReportReason | undefined;
  if (refusedReport !== undefined && cause !== undefined && cause in REPORT)
    return { check: REPORT_CHECKS[cause], found: refused(cause, refusedReport.atMs, report) };
  return report?.certificateId === undefined ? undefined : stillWaiting(known, report);
}

function refused(cause: ReportReason, atMs: number, report: KnownReport | undefined): Found {
  const at = timeOf(atMs);
  const said =
    report?.certificateId === undefined
      ? told('report-refused', { at, reason: cause })
      : told('report-under-refused', { at, reason: cause, certificate: report.certificateId });
  return fail(words(said, REPORT[cause].means), REPORT[cause]);
}

/** A report may wait for its login, and for its certificate. */
function stillWaiting({ certificate, presence }: Known, report: KnownReport): Complaint | undefined {
  const at = timeOf(report.atMs);
  const under = told('reported-under', { at, certificate: String(report.certificateId) });
  if (certificate === null)
    return { check: 'certificate', found: addressingWouldSay('unknown-certificate', under) };
  const current = presence?.session;
  if (current === undefined || current === report.session) return undefined;
  const elsewhere = told('reported-in-session', { at, session: report.session, current });
  return {
    check: 'reported-since-login',
    found: addressingWouldSay('not-reported-since-login', elsewhere),
  };
}
