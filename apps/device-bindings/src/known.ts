// The part of the facts that a decision needs, in memory: loaded for one slice, merged with what the slice says, then asked.
import {
  type Certificate,
  type Death,
  deathIdOf,
  deviceIdOf,
  type DeviceKey,
  isLater,
  mergedSession,
  type Report,
  reportIdOf,
  type Session,
  sessionIdOf,
  type SessionKey,
} from './facts';

export interface Facts {
  sessions: readonly Session[];
  reports: readonly Report[];
  certificates: readonly Certificate[];
  deaths: readonly Death[];
}

export class Known {
  private readonly sessions = new Map<string, Session>();
  private readonly certificates = new Map<number, Certificate>();
  private readonly deaths = new Map<string, number>();
  private readonly byDevice = new Map<string, Map<string, Report>>();
  private readonly byToken = new Map<string, Map<string, Report>>();

  constructor(facts: Partial<Facts> = {}) {
    this.add(facts);
  }

  add(facts: Partial<Facts>): void {
    facts.sessions?.forEach((session) => this.mergeSession(session));
    facts.reports?.forEach((report) => this.mergeReport(report));
    facts.certificates?.forEach((certificate) => this.mergeCertificate(certificate));
    facts.deaths?.forEach((death) => this.mergeDeath(death));
  }

  session(key: SessionKey): Session | undefined {
    return this.sessions.get(sessionIdOf(key));
  }

  certificate(certificateId: number): Certificate | undefined {
    return this.certificates.get(certificateId);
  }

  /** When the vendor said that the token is dead under the certificate of this report. */
  deathOf(report: Report): number | undefined {
    return this.deaths.get(deathIdOf(report));
  }

  report(report: Report): Report | undefined {
    return this.byDevice.get(deviceIdOf(report))?.get(reportIdOf(report));
  }

  reportsOfDevice(key: DeviceKey): Report[] {
    return [...(this.byDevice.get(deviceIdOf(key))?.values() ?? [])];
  }

  reportsOfSession(key: SessionKey): Report[] {
    return this.reportsOfDevice(key).filter((report) => report.session === key.session);
  }

  /** Everybody who ever reported this token. */
  claimsOf(tokenHash: string): Report[] {
    return [...(this.byToken.get(tokenHash)?.values() ?? [])];
  }

  reportsOfCertificate(certificateId: number): Report[] {
    return [...this.byDevice.values()]
      .flatMap((reports) => [...reports.values()])
      .filter((report) => report.certificateId === certificateId);
  }

  /** The four merges answer whether the fact was news. */
  mergeSession(fact: Session): boolean {
    const known = this.sessions.get(sessionIdOf(fact));
    const merged = mergedSession(known, fact);
    this.sessions.set(sessionIdOf(fact), merged);
    return (
      known === undefined ||
      known.loginAtMs !== merged.loginAtMs ||
      known.endAtMs !== merged.endAtMs ||
      known.endCause !== merged.endCause
    );
  }

  mergeReport(fact: Report): boolean {
    const known = this.report(fact);
    if (known && !isLater(fact, known)) return false;
    this.put(fact);
    return true;
  }

  mergeCertificate(fact: Certificate): boolean {
    const known = this.certificates.get(fact.certificateId);
    if (known && known.changedAtMs >= fact.changedAtMs) return false;
    this.certificates.set(fact.certificateId, fact);
    return true;
  }

  mergeDeath(fact: Death): boolean {
    if ((this.deaths.get(deathIdOf(fact)) ?? -1) >= fact.deadAtMs) return false;
    this.deaths.set(deathIdOf(fact), fact.deadAtMs);
    return true;
  }

  /** Sets the report as it is, for instance when it stops waiting. */
  put(report: Report): void {
    const id = reportIdOf(report);
    inner(this.byDevice, deviceIdOf(report)).set(id, report);
    if (report.tokenHash !== '') inner(this.byToken, report.tokenHash).set(id, report);
  }

  /** A refused report leaves no trace. */
  drop(report: Report): void {
    const id = reportIdOf(report);
    this.byDevice.get(deviceIdOf(report))?.delete(id);
    this.byToken.get(report.tokenHash)?.delete(id);
  }
}

function inner(maps: Map<string, Map<string, Report>>, key: string): Map<string, Report> {
  const found = maps.get(key) ?? new Map<string, Report>();
  maps.set(key, found);
  return found;
}
