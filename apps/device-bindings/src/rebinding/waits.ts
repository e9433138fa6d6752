// Begins and ends the waits of reports for their login or their certificate. Pure.
import { identified, type Report } from '../facts/facts';
import { isWaiting } from '../standing/standing';
import { type Draft, drop, refuse, save } from './draft';
import { deleted, formProblem, type RefusalCause } from './refusals';

/** The report with the hash of its phone, by the certificates that are known now. */
export const identifiedIn = ({ known, forms }: Draft, report: Report): Report =>
  identified(report, known.certificate(report.certificateId), forms);

/** Saves what counts after the report was merged. `known` is what counted before. */
export function keep(draft: Draft, report: Report, known: Report | undefined): void {
  const counted = draft.known.report(report) ?? report;
  const waits = isWaiting(draft.known, counted);
  save(draft, { ...counted, ...(waits && { waitingSinceMs: known?.waitingSinceMs ?? draft.nowMs }) });
}

export function endWaits(draft: Draft, reports: readonly Report[]): void {
  for (const report of reports) {
    const isWaited = report.waitingSinceMs !== undefined;
    const problem = formProblem(draft, report) ?? (isWaited ? deleted(draft.known, report) : undefined);
    if (problem) {
      drop(draft, report);
      refuse(draft, report, problem);
    } else if (isWaited && !isWaiting(draft.known, report)) {
      const settled = { ...report };
      delete settled.waitingSinceMs;
      save(draft, settled);
    }
  }
}

/** Replaces a waiting report by the same report with the hash of its phone, and merges it with others about that phone. */
export function identify(draft: Draft, waiting: Report): Report[] {
  const report = identifiedIn(draft, waiting);
  if (report.tokenHash === waiting.tokenHash) return [waiting];
  drop(draft, waiting);
  if (!draft.known.mergeReport(report)) return [];
  const counted = draft.known.report(report) ?? report;
  save(draft, counted);
  return [counted];
}

export function giveUp(draft: Draft, overdue: Report): RefusalCause | undefined {
  const report = identifiedIn(draft, overdue);
  const known = draft.known.report(report);
  if (!known || known.reportedAtMs !== report.reportedAtMs) return undefined;
  if (!isWaiting(draft.known, known)) {
    endWaits(draft, [known]);
    return undefined;
  }
  drop(draft, known);
  return refuse(draft, known, draft.known.session(known) ? 'unknown-certificate' : 'no-login-in-time');
}
