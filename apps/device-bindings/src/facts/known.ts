// The facts that the decisions on one slice need, in memory. They are loaded, merged with the facts of the slice, and then queried.
import { countedOf, isSame } from './counted';
import {
  type Death,
  deathIdOf,
  deviceIdOf,
  type DeviceKey,
  isAfter,
  isLater,
  isLaterLogin,
  type KnownCertificate,
  latest,
  mergedSession,
  placeIdOf,
  type Report,
  reportIdOf,
  type Session,
  sessionIdOf,
  type SessionKey,
} from './facts';

export interface Facts {
  sessions: readonly Session[];
  reports: readonly Report[];
  certificates: readonly KnownCertificate[];
  deaths: readonly Death[];
}

/** `one`: a device rings for the user who logged in on it last. `many`: for all users on it. */
export type Accounts = 'one' | 'many';

export class Known {
  private readonly sessions = new Map<string, Session>();
  private readonly certificates = new Map<number, KnownCertificate>();
  private readonly deaths = new Map<string, Death>();
  private readonly byDevice = new Map<string, Map<string, Report>>();
  private readonly byToken = new Map<string, Map<string, Report>>();
  private readonly byPlace = new Map<string, Map<string, Session>>();
  private readonly logins = new Map<string, readonly Session[]>();
  /** Cached, because a token may have thousands of claims, and the standing of each asks for the holder. */
  private readonly holders = new Map<string, Report | undefined>();

  constructor(
    facts: Partial<Facts> = {},
    private readonly accounts: Accounts = 'one',
  ) {
    this.add(facts);
  }

  add(facts: Partial<Facts>): void {
    facts.certificates?.forEach((certificate) => this.mergeCertificate(certificate));
    facts.sessions?.forEach((session) => this.mergeSession(session));
    facts.reports?.forEach((report) => this.mergeReport(report));
    facts.deaths?.forEach((death) => this.mergeDeath(death));
  }

  session(key: SessionKey): Session | undefined {
    return this.sessions.get(sessionIdOf(key));
  }

  certificate(certificateId: number): KnownCertificate | undefined {
    return this.certificates.get(certificateId);
  }

  /** The vendor's last word that this token is dead under this certificate. */
  deathOf(token: Pick<Death, 'tokenHash' | 'certificateId'>): Death | undefined {
    return this.deaths.get(deathIdOf(token));
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

  /** Sessions of all users on the device. */
  sessionsAt(key: Pick<DeviceKey, 'app' | 'device'>): Session[] {
    return [...(this.byPlace.get(placeIdOf(key))?.values() ?? [])];
  }

  /** The last login of another user on this device; undefined where a device may have many users. */
  rivalOf(key: DeviceKey): Session | undefined {
    if (this.accounts === 'many') return undefined;
    return this.lastLogins(placeIdOf(key)).find(({ user }) => user !== key.user);
  }

  /** The last reports of this token, as far as they were loaded. */
  claimsOf(tokenHash: string): Report[] {
    return [...(this.byToken.get(tokenHash)?.values() ?? [])];
  }

  countClaimsOf(tokenHash: string): number {
    return this.byToken.get(tokenHash)?.size ?? 0;
  }

  /** The last valid claim to a token. It stays the holder after its session has ended. */
  holderOf(tokenHash: string): Report | undefined {
    if (!this.holders.has(tokenHash)) {
      this.holders.set(tokenHash, latest(this.claimsOf(tokenHash).filter((claim) => this.stands(claim))));
    }
    return this.holders.get(tokenHash);
  }

  /** True if the report was made while its session was logged in, for a certificate of its app. */
  stands(report: Report): boolean {
    const session = this.session(report);
    if (session?.loginAtMs === undefined || !this.hasCertificate(report)) return false;
    return session.endAtMs === undefined || session.endAtMs > report.reportedAtMs;
  }

  hasCertificate({ kind, certificateId, app }: Report): boolean {
    return kind !== 'token' || this.certificate(certificateId)?.app === app;
  }

  reportsOfCertificate(certificateId: number): Report[] {
    return [...this.byDevice.values()]
      .flatMap((reports) => [...reports.values()])
      .filter((report) => report.certificateId === certificateId);
  }

  /** Each of the merges returns whether the fact changed anything. */
  mergeSession(fact: Session): boolean {
    const known = this.sessions.get(sessionIdOf(fact));
    const merged = mergedSession(known, fact);
    this.sessions.set(sessionIdOf(fact), merged);
    inner(this.byPlace, placeIdOf(fact)).set(sessionIdOf(fact), merged);
    this.keepLogin(merged);
    for (const report of this.reportsOfSession(fact)) this.recount(report, merged.endAtMs);
    return (
      known === undefined ||
      known.loginAtMs !== merged.loginAtMs ||
      known.endAtMs !== merged.endAtMs ||
      known.endCause !== merged.endCause
    );
  }

  mergeReport(fact: Report): boolean {
    const merged = this.merged(fact);
    if (merged) this.put(merged);
    return merged !== undefined;
  }

  /** The report that counts with this one added; undefined if that changes nothing. */
  merged(fact: Report): Report | undefined {
    const known = this.report(fact);
    const counted = countedOf(known ? [known, fact] : [fact], this.session(fact)?.endAtMs);
    return counted && known && isSame(known, counted) ? undefined : counted;
  }

  mergeCertificate(fact: KnownCertificate): boolean {
    const known = this.certificates.get(fact.certificateId);
    if (known && known.changedAtMs >= fact.changedAtMs) return false;
    this.certificates.set(fact.certificateId, fact);
    this.holders.clear();
    return true;
  }

  /** Of two successors the one with the greater token counts, so that the order of facts does not matter. */
  mergeDeath(fact: Death): boolean {
    const known = this.deaths.get(deathIdOf(fact));
    const successor = [known?.successor, fact.successor]
      .filter((each) => each !== undefined)
      .sort((a, b) => (isAfter(a.token, b.token) ? 1 : -1))
      .at(-1);
    const deadAtMs = Math.max(known?.deadAtMs ?? -1, fact.deadAtMs);
    if (known?.deadAtMs === deadAtMs && known.successor?.token === successor?.token) return false;
    const { tokenHash, certificateId } = fact;
    this.deaths.set(deathIdOf(fact), { tokenHash, certificateId, deadAtMs, ...(successor && { successor }) });
    return true;
  }

  /** Sets the report without a merge, for instance when it stops waiting. */
  put(report: Report): void {
    const id = reportIdOf(report);
    inner(this.byDevice, deviceIdOf(report)).set(id, report);
    if (report.tokenHash === '') return;
    inner(this.byToken, report.tokenHash).set(id, report);
    this.updateHolder(report);
  }

  /** Removes a report that was refused. */
  drop(report: Report): void {
    const id = reportIdOf(report);
    this.byDevice.get(deviceIdOf(report))?.delete(id);
    this.byToken.get(report.tokenHash)?.delete(id);
    this.holders.delete(report.tokenHash);
  }

  /** The last login on a device, and the last login of any other user on it. */
  private lastLogins(place: string): readonly Session[] {
    const known = this.logins.get(place);
    if (known) return known;
    let last: Session[] = [];
    for (const session of this.byPlace.get(place)?.values() ?? []) last = withLogin(last, session);
    this.logins.set(place, last);
    return last;
  }

  private keepLogin(session: Session): void {
    const place = placeIdOf(session);
    const known = this.logins.get(place);
    if (known === undefined) return;
    if (known.some((each) => sessionIdOf(each) === sessionIdOf(session))) this.logins.delete(place);
    else this.logins.set(place, withLogin(known, session));
  }

  /** After the end of its session an earlier report may count, or none. */
  private recount(report: Report, endAtMs: number | undefined): void {
    const counted = countedOf([report], endAtMs);
    if (!counted) this.drop(report);
    else if (isSame(report, counted)) this.updateHolder(report);
    else this.put(counted);
  }

  /** Brings the cached holder of a token up to date after this claim changed. */
  private updateHolder(claim: Report): void {
    if (!this.holders.has(claim.tokenHash)) return;
    const holder = this.holders.get(claim.tokenHash);
    const isHolder = holder !== undefined && reportIdOf(holder) === reportIdOf(claim);
    const wins = this.stands(claim) && (holder === undefined || isHolder || isLater(claim, holder));
    if (wins && !(isHolder && isLater(holder, claim))) this.holders.set(claim.tokenHash, claim);
    else if (isHolder) this.holders.delete(claim.tokenHash);
  }
}

function inner<T>(maps: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const found = maps.get(key) ?? new Map<string, T>();
  maps.set(key, found);
  return found;
}

function withLogin(last: readonly Session[], session: Session): Session[] {
  if (session.loginAtMs === undefined) return [...last];
  const [first, second] = last;
  if (first === undefined || isLaterLogin(session, first))
    return first === undefined || first.user === session.user
      ? [session, ...(second ? [second] : [])]
      : [session, first];
  const isSecond = session.user !== first.user && (second === undefined || isLaterLogin(session, second));
  return isSecond ? [first, session] : [...last];
}
