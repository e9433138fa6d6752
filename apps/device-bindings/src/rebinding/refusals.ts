// Why a report is refused. Pure.
import { type REFUSAL_CAUSES, SESSION_END_CAUSES } from '@offline-push/contracts';
import { isLoggedIn, type Report, reportIdOf, type TokenForms } from '../facts/facts';
import type { Known } from '../facts/known';
import { isWaiting, standingOf } from '../standing/standing';

export type RefusalCause = (typeof REFUSAL_CAUSES)[number];

/** What can be said about a report whose certificate is known, whatever else comes. */
export function formProblem(
  { known, forms }: { known: Known; forms: TokenForms },
  { kind, certificateId, token, app }: Report,
): RefusalCause | undefined {
  const certificate = known.certificate(certificateId);
  if (kind !== 'token' || certificate === undefined) return undefined;
  if (certificate.app !== app) return 'unknown-certificate';
  return forms.problem(certificate.vendor, token) === undefined ? undefined : 'bad-token';
}

/** It leaves no trace: the phone stays reached as it was, and may report under another certificate. */
export function deleted(known: Known, { kind, certificateId }: Report): RefusalCause | undefined {
  const isGone = kind === 'token' && known.certificate(certificateId)?.state === 'deleted';
  return isGone ? 'certificate-deleted' : undefined;
}

/** For whoever does not wait for it. */
export function missing(known: Known, report: Report): RefusalCause | undefined {
  const session = known.session(report);
  if (session?.endAtMs !== undefined) return 'session-ended';
  if (!isLoggedIn(session)) return 'not-logged-in';
  return isWaiting(known, report) ? 'unknown-certificate' : undefined;
}

/** A fact all the same: it is kept, but it is not what the session is reached by. */
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
