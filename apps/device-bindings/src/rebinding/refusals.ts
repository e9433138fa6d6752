// Decides whether and why a report is refused. Pure.
import { type REFUSAL_CAUSES, SESSION_END_CAUSES } from '@offline-push/contracts';
import { isLoggedIn, type Report, reportIdOf, type TokenForms } from '../facts/facts';
import type { Known } from '../facts/known';
import { isWaiting, standingOf } from '../standing/standing';

export type RefusalCause = (typeof REFUSAL_CAUSES)[number];

/** What is wrong with a report whose certificate is known. No later fact can mend it. */
export function formProblem(
  { known, forms }: { known: Known; forms: TokenForms },
  { kind, certificateId, token, app }: Report,
): RefusalCause | undefined {
  const certificate = known.certificate(certificateId);
  if (kind !== 'token' || certificate === undefined) return undefined;
  if (certificate.app !== app) return 'unknown-certificate';
  return forms.problem(certificate.vendor, token) === undefined ? undefined : 'bad-token';
}

/** A report for a deleted certificate is refused and not kept: the binding before it stays, and the phone may report another. */
export function deleted(known: Known, { kind, certificateId }: Report): RefusalCause | undefined {
  const isGone = kind === 'token' && known.certificate(certificateId)?.state === 'deleted';
  return isGone ? 'certificate-deleted' : undefined;
}

/** What a report that may not wait lacks. */
export function missing(known: Known, report: Report): RefusalCause | undefined {
  const session = known.session(report);
  if (session?.endAtMs !== undefined) return 'session-ended';
  if (!isLoggedIn(session)) return 'not-logged-in';
  return isWaiting(known, report) ? 'unknown-certificate' : undefined;
}

/** Why a report does not bind its session. Such a report is kept as a fact all the same. */
export function lateness(known: Known, report: Report): RefusalCause | undefined {
  const standing = standingOf(known, report);
  if (standing.state === 'ended' && isEndOfSession(standing.cause)) return 'session-ended';
  if (isWaiting(known, report) || standing.state === 'none') return undefined;
  const isCurrent =
    reportIdOf(standing.report) === reportIdOf(report) || standing.report.origin === report.tokenHash;
  return isCurrent && (standing.state !== 'ended' || standing.cause === report.kind)
    ? undefined
    : 'older-report';
}

const isEndOfSession = (cause: string): boolean => SESSION_END_CAUSES.some((end) => end === cause);
