// How the binding of a session stands, from the facts alone: the one place that knows the rules. Handlers, HTTP and addressing all ask
// here, so they cannot disagree, and since facts merge in any order, so does the answer.
import {
  type Certificate,
  type EndCause,
  isLater,
  isLoggedIn,
  type Report,
  type Session,
  type SessionKey,
} from './facts';
import type { Known } from './known';

export type Ending = EndCause | 'push-off' | 'unbound' | 'token-dead' | 'moved' | 'superseded';

export type Standing =
  | { state: 'none' }
  | { state: 'waiting'; report: Report; for: 'login' | 'certificate' }
  | { state: 'bound'; report: Report; certificate: Certificate }
  | { state: 'ended'; report: Report; cause: Ending; atMs: number };

/** The last usable report of the session decides; the rules after it are in the order in which they speak. */
export function standingOf(known: Known, key: SessionKey): Standing {
  const reports = known.reportsOfSession(key);
  const report = latest(reports.filter((each) => hasCertificate(known, each)));
  const waiting = latest(reports);
  if (!waiting) return { state: 'none' };
  if (!report) return waitsForCertificate(known, waiting);
  const session = known.session(key);
  if (!session) return { state: 'waiting', report, for: 'login' };
  const end = endOf(known, session, report);
  if (end) return { state: 'ended', report, ...end };
  const certificate = known.certificate(report.certificateId);
  return certificate ? { state: 'bound', report, certificate } : { state: 'none' };
}

/** A session that ended never gets its push, whatever else is missing. */
function waitsForCertificate(known: Known, report: Report): Standing {
  const session = known.session(report);
  const end = session && sessionEnd(session, report);
  return end
    ? { state: 'ended', report, ...end }
    : { state: 'waiting', report, for: session ? 'certificate' : 'login' };
}

type End = { cause: Ending; atMs: number };

function endOf(known: Known, session: Session, report: Report): End | undefined {
  return (
    sessionEnd(session, report) ??
    supersededBy(known, session, report) ??
    saidByReport(report) ??
    deadToken(known, report) ??
    movedTo(known, report)
  );
}

/** After an end, it takes a new login and a new report. */
function sessionEnd(session: Session, report: Report): End | undefined {
  const { endAtMs, endCause } = session;
  if (endAtMs === undefined || endCause === undefined) return undefined;
  if (isLoggedIn(session) && report.reportedAtMs > endAtMs) return undefined;
  return { cause: endCause, atMs: endAtMs };
}

/** A device has one binding: that of its newest session which reported. */
function supersededBy(known: Known, session: Session, report: Report): End | undefined {
  const loginAtMs = session.loginAtMs ?? -1;
  const newer = known.reportsOfDevice(report).filter((other) => {
    if (other.session === report.session || !isStanding(known, other)) return false;
    const theirs = known.session(other);
    if (theirs === undefined || isOverBefore(theirs, report.reportedAtMs)) return false;
    const otherLogin = theirs.loginAtMs ?? -1;
    return otherLogin > loginAtMs || (otherLogin === loginAtMs && isLater(other, report));
  });
  const winner = latest(newer);
  return winner && { cause: 'superseded', atMs: winner.reportedAtMs };
}

const isOverBefore = (session: Session, atMs: number): boolean =>
  !isLoggedIn(session) && (session.endAtMs ?? 0) < atMs;

const saidByReport = ({ kind, reportedAtMs }: Report): End | undefined =>
  kind === 'token' ? undefined : { cause: kind, atMs: reportedAtMs };

/** A binding reported after the vendor's verdict survives it. */
function deadToken(known: Known, report: Report): End | undefined {
  const deadAtMs = known.deathOf(report);
  return deadAtMs !== undefined && deadAtMs >= report.reportedAtMs
    ? { cause: 'token-dead', atMs: deadAtMs }
    : undefined;
}

/** Last binder wins: one token reaches one phone, and whoever reported it last has that phone. */
function movedTo(known: Known, report: Report): End | undefined {
  const holder = holderOf(known, report.tokenHash);
  return holder && !isSameDevice(holder, report) && isLater(holder, report)
    ? { cause: 'moved', atMs: holder.reportedAtMs }
    : undefined;
}

/** The last claim to a token that was made in a login. It holds after that login ended, too. */
export const holderOf = (known: Known, tokenHash: string): Report | undefined =>
  latest(known.claimsOf(tokenHash).filter((claim) => isStanding(known, claim)));

export const isSameDevice = (a: SessionKey, b: SessionKey): boolean =>
  a.app === b.app && a.user === b.user && a.device === b.device;

/** Made while its session was logged in, and to a certificate of its app. */
function isStanding(known: Known, report: Report): boolean {
  const session = known.session(report);
  if (session?.loginAtMs === undefined || !hasCertificate(known, report)) return false;
  return isLoggedIn(session) || (session.endAtMs ?? 0) > report.reportedAtMs;
}

const hasCertificate = (known: Known, { kind, certificateId, app }: Report): boolean =>
  kind !== 'token' || known.certificate(certificateId)?.app === app;

/** It may still become a binding when what it lacks arrives. */
export const isWaiting = (known: Known, report: Report): boolean =>
  known.session(report) === undefined || !hasCertificate(known, report);

export const latest = (reports: readonly Report[]): Report | undefined =>
  reports.reduce<Report | undefined>(
    (best, each) => (best === undefined || isLater(each, best) ? each : best),
    undefined,
  );
