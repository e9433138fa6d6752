// Reports that wait for their login or their certificate: when a wait begins, and how it ends. Pure.
import { identified, type Report } from '../facts/facts';
import { isWaiting } from '../standing/standing';
import { type Draft, drop, refuse, save } from './draft';
import { deleted, formProblem, type RefusalCause } from './refusals';

/** Which phone the report is about, by the certificates that are known now. */
export const identifiedIn = ({ known, forms }: Draft, report: Report): Report =>
  identified(report, known.certificate(report.certificateId), forms);

/** Saves what counts of a report that was merged. `known`: what the session said of this phone before. */
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

/** From now on the report is known by its phone. One of the same phone that came later stands against it. */
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
