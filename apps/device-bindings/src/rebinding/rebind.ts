// Facts, one after the other → what changes for whom, what is refused, and what must be saved. Pure; the order of a slice is kept, so that
// every step of a binding's life is announced, not only where it ends.
import type { BindingChanged } from '@offline-push/contracts';
import { difference, endedClaims, named } from '../standing/announce';
import {
  type Certificate,
  type Death,
  deathIdOf,
  identified,
  isLoggedIn,
  type Report,
  reportIdOf,
  type Session,
  sessionIdOf,
  type SessionKey,
  succession,
  type TokenForms,
} from '../facts/facts';
import type { Facts, Known } from '../facts/known';
import { movedTo } from '../moving/moved';
import { LAST } from '../facts/scope';
import { isWaiting, type Standing, standingOf } from '../standing/standing';
import { contendersOf, touchedBy } from '../standing/touched';

/** `traceparent`: of the event that said it. */
export type Fact = Said & { traceparent?: string | undefined };

type Said =
  | { is: 'session'; session: Session }
  /** `mayWait`: what is unknown may still come; over HTTP the caller is told at once instead. */
  | { is: 'report'; report: Report; mayWait: boolean }
  | { is: 'certificate'; certificate: Certificate }
  | { is: 'death'; death: Death }
  /** The report waited long enough. */
  | { is: 'overdue'; report: Report }
  /** An operator lets another certificate reach the phone of this report. */
  | { is: 'move'; report: Report; to: number };

export type RefusalCause =
  | 'not-logged-in'
  | 'session-ended'
  | 'unknown-certificate'
  | 'certificate-deleted'
  | 'bad-token'
  | 'older-report'
  | 'no-login-in-time';

export interface Saving extends Facts {
  dropped: readonly Report[];
}

export class Rebinding {
  readonly changes: BindingChanged[] = [];
  private readonly sessions = new Map<string, Session>();
  private readonly reports = new Map<string, Report>();
  private readonly dropped = new Map<string, Report>();
  private readonly certificates = new Map<number, Certificate>();
  private readonly deaths = new Map<string, Death>();

  constructor(
    private readonly known: Known,
    private readonly forms: TokenForms,
    private readonly nowMs: number,
  ) {}

  /** What must be written. Facts that were no news are not in it. */
  get saving(): Saving {
    return {
      sessions: [...this.sessions.values()],
      reports: [...this.reports.values()],
      certificates: [...this.certificates.values()],
      deaths: [...this.deaths.values()],
      dropped: [...this.dropped.values()],
    };
  }

  /** Tokens of the slice that so many claim that the last claims alone were loaded. */
  get muchClaimed(): string[] {
    const tokens = new Set([...this.reports.values()].map(({ tokenHash }) => tokenHash));
    return [...tokens].filter((hash) => hash !== '' && this.known.countClaimsOf(hash) >= LAST.claims).sort();
  }

  /** Answers why a report was refused. */
  take(fact: Fact): RefusalCause | undefined {
    switch (fact.is) {
      case 'session':
        this.observed(this.known.reportsOfDevice(fact.session), [fact.session], () =>
          this.takeSession(fact.session),
        );
        this.succeed(this.known.reportsOfSession(fact.session));
        return undefined;
      case 'report':
        return this.takeReport(fact.report, fact.mayWait);
      case 'certificate':
        this.takeCertificate(fact.certificate);
        return undefined;
      case 'death':
        this.takeDeath(fact.death);
        return undefined;
      case 'overdue':
        return this.giveUp(fact.report);
      case 'move':
        this.takeMove(fact.report, fact.to);
        return undefined;
    }
  }

  private takeSession(session: Session): void {
    const before = new Set(this.known.reportsOfSession(session));
    if (!this.known.mergeSession(session)) return;
    const merged = this.known.session(session);
    if (merged) this.sessions.set(sessionIdOf(merged), merged);
    for (const report of this.known.reportsOfSession(session)) if (!before.has(report)) this.save(report);
    this.endWaits(this.known.reportsOfSession(session));
  }

  private takeReport(said: Report, mayWait: boolean): RefusalCause | undefined {
    const report = this.identified(said);
    const refusal =
      this.formProblem(report) ?? this.deleted(report) ?? (mayWait ? undefined : this.missing(report));
    if (refusal) return this.refuse(report, refusal);
    const known = this.known.report(report);
    let isNews = false;
    this.observed([...this.known.reportsOfDevice(report), report], [report], () => {
      isNews = this.known.mergeReport(report);
      if (isNews) this.keep(report, known);
    });
    this.succeed([report]);
    const late = this.lateness(report);
    // What is said behind the end leaves no trace, so nobody knows whether it was told before.
    return late && (isNews || late === 'session-ended') ? this.refuse(report, late) : late;
  }

  /**
   * The vendor may have named what took the place of these tokens, before or after their reports came. It is for the one who holds the phone,
   * and for nobody who got it before that one was known.
   */
  private succeed(reports: readonly Report[]): void {
    const holders = new Set(reports.map(({ tokenHash }) => this.known.holderOf(tokenHash)));
    for (const holder of holders) {
      if (!holder) continue;
      const next = this.successorOf(holder);
      const misled = contendersOf(this.known, holder.tokenHash)
        .flatMap((claim) => this.known.reportsOfSession(claim))
        .filter((claim) => isMisled(claim, holder));
      if (next.length + misled.length === 0) continue;
      this.observed([...misled, holder, ...next], [holder], () => {
        misled.forEach((claim) => this.drop(claim));
        this.follow(next);
      });
      this.succeed(next);
    }
  }

  private follow(next: readonly Report[]): void {
    for (const each of next) if (this.known.mergeReport(each)) this.keep(each, undefined);
  }

  /** Nothing for a token that is its own successor, in however many steps. */
  private successorOf(holder: Report): Report[] {
    const death = this.known.deathOf(holder);
    if (death?.successor === undefined || death.deadAtMs < holder.reportedAtMs) return [];
    const next = succession(holder, death.successor);
    if (this.formProblem(next)) return [];
    const known = this.known.report(next);
    return known === undefined || known.reportedAtMs < next.reportedAtMs ? [next] : [];
  }

  private identified(report: Report): Report {
    return identified(report, this.known.certificate(report.certificateId), this.forms);
  }

  private keep(report: Report, known: Report | undefined): void {
    const counted = this.known.report(report) ?? report;
    const waits = isWaiting(this.known, counted);
    this.save({ ...counted, ...(waits && { waitingSinceMs: known?.waitingSinceMs ?? this.nowMs }) });
  }

  /** What can be said about a report whose certificate is known, whatever else comes. */
  private formProblem({ kind, certificateId, token, app }: Report): RefusalCause | undefined {
    const certificate = this.known.certificate(certificateId);
    if (kind !== 'token' || certificate === undefined) return undefined;
    if (certificate.app !== app) return 'unknown-certificate';
    return this.forms.problem(certificate.vendor, token) === undefined ? undefined : 'bad-token';
  }

  /** It leaves no trace: the phone stays reached as it was, and may report under another certificate. */
  private deleted({ kind, certificateId }: Report): RefusalCause | undefined {
    const isGone = kind === 'token' && this.known.certificate(certificateId)?.state === 'deleted';
    return isGone ? 'certificate-deleted' : undefined;
  }

  private missing(report: Report): RefusalCause | undefined {
    const session = this.known.session(report);
    if (session?.endAtMs !== undefined) return 'session-ended';
    if (!isLoggedIn(session)) return 'not-logged-in';
    return isWaiting(this.known, report) ? 'unknown-certificate' : undefined;
  }

  /** A fact all the same: it is kept, but it is not what the session is reached by. */
  private lateness(report: Report): RefusalCause | undefined {
    const standing = standingOf(this.known, report);
    if (standing.state === 'ended' && isEndOfSession(standing.cause)) return 'session-ended';
    if (isWaiting(this.known, report) || standing.state === 'none') return undefined;
    const isCurrent =
      reportIdOf(standing.report) === reportIdOf(report) || standing.report.origin === report.tokenHash;
    return isCurrent && (standing.state !== 'ended' || standing.cause === report.kind)
      ? undefined
      : 'older-report';
  }

  private takeCertificate(certificate: Certificate): void {
    const waiting = this.known
      .reportsOfCertificate(certificate.certificateId)
      .filter((report) => report.waitingSinceMs !== undefined);
    const phones = waiting.map((report) => identified(report, certificate, this.forms));
    const around = waiting.flatMap((report) => this.known.reportsOfDevice(report));
    this.observed([...around, ...phones], waiting, () => {
      if (!this.known.mergeCertificate(certificate)) return;
      this.certificates.set(certificate.certificateId, certificate);
      this.endWaits(waiting.flatMap((report) => this.identify(report)));
    });
    this.succeed(phones);
  }

  /** From now on the report is known by its phone. One of the same phone that came later stands against it. */
  private identify(waiting: Report): Report[] {
    const report = this.identified(waiting);
    if (report.tokenHash === waiting.tokenHash) return [waiting];
    this.drop(waiting);
    if (!this.known.mergeReport(report)) return [];
    const counted = this.known.report(report) ?? report;
    this.save(counted);
    return [counted];
  }

  private takeDeath(death: Death): void {
    const holder = this.known.holderOf(death.tokenHash);
    const fact = this.believed(death, holder);
    const next = holder && fact.successor ? [succession(holder, fact.successor)] : [];
    this.observed([...contendersOf(this.known, death.tokenHash), ...next], [], () => {
      if (!this.known.mergeDeath(fact)) return;
      this.deaths.set(deathIdOf(fact), this.known.deathOf(fact) ?? fact);
      if (holder) this.follow(this.successorOf(holder));
    });
    this.succeed(holder ? [holder] : []);
  }

  /** A successor that its vendor cannot have is refused once, and forgotten. */
  private believed(death: Death, holder: Report | undefined): Death {
    const { successor, ...plain } = death;
    if (successor === undefined || !holder) return death;
    const next = succession({ ...holder, certificateId: death.certificateId }, successor);
    const problem = this.formProblem(next);
    if (problem && this.known.deathOf(plain)?.deadAtMs !== death.deadAtMs) this.refuse(next, problem);
    return problem ? plain : death;
  }

  /** Its phone is the same, and what the vendor said of it holds under the other certificate, too. */
  private takeMove(named: Report, to: number): void {
    const report = this.known.report(named);
    if (report?.certificateId !== named.certificateId) return;
    this.observed([report], [report], () => {
      const death = this.known.deathOf(report);
      if (death) this.bury({ ...death, certificateId: to });
      this.save(movedTo(report, to));
    });
  }

  private bury(death: Death): void {
    if (this.known.mergeDeath(death)) this.deaths.set(deathIdOf(death), this.known.deathOf(death) ?? death);
  }

  private giveUp(overdue: Report): RefusalCause | undefined {
    const report = this.identified(overdue);
    const known = this.known.report(report);
    if (!known || known.reportedAtMs !== report.reportedAtMs) return undefined;
    if (!isWaiting(this.known, known)) {
      this.endWaits([known]);
      return undefined;
    }
    this.drop(known);
    return this.refuse(known, this.known.session(known) ? 'unknown-certificate' : 'no-login-in-time');
  }

  private endWaits(reports: readonly Report[]): void {
    for (const report of reports) {
      const isWaited = report.waitingSinceMs !== undefined;
      const problem = this.formProblem(report) ?? (isWaited ? this.deleted(report) : undefined);
      if (problem) {
        this.drop(report);
        this.refuse(report, problem);
      } else if (isWaited && !isWaiting(this.known, report)) {
        const settled = { ...report };
        delete settled.waitingSinceMs;
        this.save(settled);
      }
    }
  }

  private save(report: Report): void {
    this.known.put(report);
    this.reports.set(reportIdOf(report), report);
    this.dropped.delete(reportIdOf(report));
  }

  private drop(report: Report): void {
    this.known.drop(report);
    this.reports.delete(reportIdOf(report));
    this.dropped.set(reportIdOf(report), report);
  }

  private refuse(report: Report, cause: RefusalCause): RefusalCause {
    const vendor =
      cause === 'unknown-certificate' ? undefined : this.known.certificate(report.certificateId)?.vendor;
    this.changes.push({
      ...named(report, report, vendor),
      change: 'refused',
      cause,
      atMs: report.reportedAtMs,
    });
    return cause;
  }

  /** Announces what `merge` changed for the sessions that it may touch. */
  private observed(reports: readonly Report[], keys: readonly SessionKey[], merge: () => void): void {
    const tokens = [...new Set(reports.map((report) => report.tokenHash).filter((hash) => hash !== ''))];
    const before = touchedBy(this.known, [...keys, ...reports], tokens).map((key): [SessionKey, Standing] => [
      key,
      standingOf(this.known, key),
    ]);
    const holders = tokens.map((hash) => this.known.holderOf(hash));
    merge();
    const changes = before.flatMap(([key, was]) => difference(key, was, standingOf(this.known, key)));
    const displaced = holders.filter((holder) => holder !== undefined);
    changes.push(...endedClaims(this.known, displaced));
    // What ends is told before what begins: nobody ever hears of two holders of one token.
    this.changes.push(...changes.filter(isEnd), ...changes.filter((change) => !isEnd(change)));
  }
}

/** It got the successor of a token that another session holds. */
const isMisled = (claim: Report, holder: Report): boolean =>
  claim.origin === holder.tokenHash && sessionIdOf(claim) !== sessionIdOf(holder);

const isEnd = ({ change }: BindingChanged): boolean => change === 'unbound';

const isEndOfSession = (cause: string): boolean => ['logged-out', 'kicked', 'invalidated'].includes(cause);
