// The rules that derive the standing of a session's binding from the facts. Handlers, HTTP and addressing all ask here, so they cannot
// disagree. The order in which facts came does not matter.
import {
  type EndCause,
  isAfter,
  isLater,
  isLaterLogin,
  isLoggedIn,
  type KnownCertificate,
  latest,
  type Report,
  type Session,
  type SessionKey,
} from '../facts/facts';
import type { Known } from '../facts/known';

export type Ending = EndCause | 'push-off' | 'unbound' | 'token-dead' | 'moved' | 'superseded' | 'other-user';

interface End {
  cause: Ending;
  atMs: number;
}

/** `borrowed`: the session has not reported yet, and uses the token of the device's session before it. */
export type Standing =
  /** No usable report. `end` is the end of a session that never reported. */
  | { state: 'none'; end?: End }
  | { state: 'waiting'; report: Report; for: 'login' | 'certificate' }
  | { state: 'bound'; report: Report; certificate: KnownCertificate; borrowed?: true }
  /** `suspension`: another user has the device, besides what ended the binding. */
  | ({ state: 'ended'; report: Report; borrowed?: true; suspension?: End } & End);

/** `trustedAtMs` is a time at which another service saw the session logged in. It counts while the login itself has not arrived. */
export function standingOf(known: Known, key: SessionKey, trustedAtMs?: number): Standing {
  const session = sessionOf(known, key, trustedAtMs);
  const own = known.reportsOfSession(key);
  if (own.length > 0) return standingOfReports(known, own, session);
  if (session === undefined) return { state: 'none' };
  const end = sessionEnd(session);
  if (end) return { state: 'none', end };
  return isLoggedIn(session) ? borrowed(known, session) : { state: 'none' };
}

function sessionOf(known: Known, key: SessionKey, trustedAtMs: number | undefined): Session | undefined {
  const session = known.session(key);
  if (trustedAtMs === undefined || session?.loginAtMs !== undefined || session?.endAtMs !== undefined)
    return session;
  return { ...key, loginAtMs: trustedAtMs };
}

/** The last usable report of the session decides. The rules below are asked in their order. */
function standingOfReports(known: Known, reports: Report[], session: Session | undefined): Standing {
  const report = latest(reports.filter((each) => known.hasCertificate(each)));
  const waiting = latest(reports);
  if (!waiting) return { state: 'none' };
  if (!report) return waitsForCertificate(waiting, session);
  if (!session) return { state: 'waiting', report, for: 'login' };
  const end = sessionEnd(session) ?? supersededBy(known, session, report);
  if (end) return { state: 'ended', report, ...end };
  return standingOfToken(known, session, report);
}

/** After the end of its session a report does not wait for its certificate any more. */
function waitsForCertificate(report: Report, session: Session | undefined): Standing {
  const end = session && sessionEnd(session);
  return end
    ? { state: 'ended', report, ...end }
    : { state: 'waiting', report, for: session ? 'certificate' : 'login' };
}

function standingOfToken(known: Known, session: Session, report: Report): Standing {
  const suspension = suspendedBy(known, session, report);
  const end = saidByReport(report) ?? deadToken(known, report) ?? movedTo(known, report) ?? suspension;
  if (end) return { state: 'ended', report, ...end, ...(suspension && { suspension }) };
  const certificate = known.certificate(report.certificateId);
  return certificate ? { state: 'bound', report, certificate } : { state: 'none' };
}

/**
 * A login without a report yet, for instance because the app was killed again. The phone is the same, so the token of the session before it
 * is used, unless that session ended by logout, kick or invalidation.
 */
function borrowed(known: Known, session: Session): Standing {
  const lender = lenderOf(known, session);
  if (lender === undefined || !isLoggedIn(lender)) return { state: 'none' };
  const reports = known.reportsOfSession(lender).filter((each) => known.hasCertificate(each));
  const report = latest(reports);
  const standing = report && standingOfToken(known, session, report);
  return standing === undefined || standing.state === 'none'
    ? { state: 'none' }
    : ({ ...standing, borrowed: true } as Standing);
}

/** The last session of the device before this one that reported something usable. */
function lenderOf(known: Known, session: Session): Session | undefined {
  let lender: Session | undefined;
  for (const report of known.reportsOfDevice(session)) {
    const theirs = known.session(report);
    if (theirs?.loginAtMs === undefined || !known.stands(report)) continue;
    if (!isLaterLogin(session, theirs)) return undefined;
    if (lender === undefined || isLaterLogin(theirs, lender)) lender = theirs;
  }
  return lender;
}

const sessionEnd = ({ endAtMs, endCause }: Session): End | undefined =>
  endAtMs === undefined || endCause === undefined ? undefined : { cause: endCause, atMs: endAtMs };

/** A device has one binding of each user: that of the newest session with a valid report. */
function supersededBy(known: Known, session: Session, report: Report): End | undefined {
  const loginAtMs = session.loginAtMs ?? -1;
  const newer = known.reportsOfDevice(report).filter((other) => {
    if (other.session === report.session || !known.stands(other)) return false;
    const theirs = known.session(other);
    if (theirs === undefined || isOverBefore(theirs, report.reportedAtMs)) return false;
    const otherLogin = theirs.loginAtMs ?? -1;
    return otherLogin > loginAtMs || (otherLogin === loginAtMs && isLater(other, report));
  });
  const winner = latest(newer);
  return winner && { cause: 'superseded', atMs: winner.reportedAtMs };
}

/** A phone has one user, the last one who logged in on it. A user who reports after that user's session ended has it back. */
function suspendedBy(known: Known, session: Session, report: Report): End | undefined {
  const rival = known.rivalOf(session);
  if (rival?.loginAtMs === undefined || isOverBefore(rival, report.reportedAtMs)) return undefined;
  const loginAtMs = session.loginAtMs ?? -1;
  const isLast =
    rival.loginAtMs > loginAtMs || (rival.loginAtMs === loginAtMs && isAfter(rival.user, session.user));
  return isLast ? { cause: 'other-user', atMs: Math.floor(rival.loginAtMs) } : undefined;
}

const isOverBefore = (session: Session, atMs: number): boolean =>
  !isLoggedIn(session) && (session.endAtMs ?? 0) < atMs;

const saidByReport = ({ kind, reportedAtMs }: Report): End | undefined =>
  kind === 'token' ? undefined : { cause: kind, atMs: reportedAtMs };

/** A death does not count for a report that came after it. */
function deadToken(known: Known, report: Report): End | undefined {
  const deadAtMs = known.deathOf(report)?.deadAtMs;
  return deadAtMs !== undefined && deadAtMs >= report.reportedAtMs
    ? { cause: 'token-dead', atMs: deadAtMs }
    : undefined;
}

/** One token reaches one phone, so the device that reported it last has it. */
function movedTo(known: Known, report: Report): End | undefined {
  const holder = known.holderOf(report.tokenHash);
  return holder && !isSameDevice(holder, report) && isLater(holder, report)
    ? { cause: 'moved', atMs: holder.reportedAtMs }
    : undefined;
}

export const isSameDevice = (a: SessionKey, b: SessionKey): boolean =>
  a.app === b.app && a.user === b.user && a.device === b.device;

/** The report lacks its login or its certificate, and may bind when that arrives. */
export const isWaiting = (known: Known, report: Report): boolean =>
  known.session(report) === undefined || !known.hasCertificate(report);
