// The part of the facts that a decision needs, in memory: loaded for one slice, merged with what the slice says, then asked.
import { countedOf, isSame } from './counted';
import {
  type Certificate,
  type Death,
  deathIdOf,
  deviceIdOf,
  type DeviceKey,
  isAfter,
  isLater,
  isLaterLogin,
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
  certificates: readonly Certificate[];
  deaths: readonly Death[];
}

/** Of how many users a device may ring: of the last one who logged in, or of all. */
export type Accounts = 'one' | 'many';

export class Known {
  private readonly sessions = new Map<string, Session>();
  private readonly certificates = new Map<number, Certificate>();
  private readonly deaths = new Map<string, Death>();
  private readonly byDevice = new Map<string, Map<string, Report>>();
  private readonly byToken = new Map<string, Map<string, Report>>();
  private readonly byPlace = new Map<string, Map<string, Session>>();
  private readonly logins = new Map<string, readonly Session[]>();
  /** Kept, because a token may have thousands of claims and each of their reports asks for its holder. */
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

  certificate(certificateId: number): Certificate | undefined {
    return this.certificates.get(certificateId);
  }

  /** What the vendor said about a token under a certificate. */
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

  /** Sessions on the device, whoever's they are. */
  sessionsAt(key: Pick<DeviceKey, 'app' | 'device'>): Session[] {
    return [...(this.byPlace.get(placeIdOf(key))?.values() ?? [])];
  }

  /** The last login of anybody else on this device, where a device belongs to one user. */
  rivalOf(key: DeviceKey): Session | undefined {
    if (this.accounts === 'many') return undefined;
    return this.lastLogins(placeIdOf(key)).find(({ user }) => user !== key.user);
  }

  /** Everybody who ever reported this token, as far as loaded: the last ones. */
  claimsOf(tokenHash: string): Report[] {
    return [...(this.byToken.get(tokenHash)?.values() ?? [])];
  }

  countClaimsOf(tokenHash: string): number {
    return this.byToken.get(tokenHash)?.size ?? 0;
  }

  /** The last claim to a token that was made in a login. It holds after that login ended, too. */
  holderOf(tokenHash: string): Report | undefined {
    if (!this.holders.has(tokenHash)) {
      this.holders.set(tokenHash, latest(this.claimsOf(tokenHash).filter((claim) => this.stands(claim))));
    }
    return this.holders.get(tokenHash);
  }

  /** Made while its session was logged in, and to a certificate of its app. */
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

  /** The four merges answer whether the fact was news. */
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

  /** What counts once the session said this, too; undefined if that changes nothing. */
  merged(fact: Report): Report | undefined {
    const known = this.report(fact);
    const counted = countedOf(known ? [known, fact] : [fact], this.session(fact)?.endAtMs);
    return counted && known && isSame(known, counted) ? undefined : counted;
  }

  mergeCertificate(fact: Certificate): boolean {
    const known = this.certificates.get(fact.certificateId);
    if (known && known.changedAtMs >= fact.changedAtMs) return false;
    this.certificates.set(fact.certificateId, fact);
    this.holders.clear();
    return true;
  }

  /** Of two successors any one counts, but the same one in any order. */
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

  /** Sets the report as it is, for instance when it stops waiting. */
  put(report: Report): void {
    const id = reportIdOf(report);
    inner(this.byDevice, deviceIdOf(report)).set(id, report);
    if (report.tokenHash === '') return;
    inner(this.byToken, report.tokenHash).set(id, report);
    this.contend(report);
  }

  /** A refused report leaves no trace. */
  drop(report: Report): void {
    const id = reportIdOf(report);
    this.byDevice.get(deviceIdOf(report))?.delete(id);
    this.byToken.get(report.tokenHash)?.delete(id);
    this.holders.delete(report.tokenHash);
  }

  /** The last login on a device, and the last one of another user than that. */
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

  /** The end of its session may say that an earlier report counts, or none. */
  private recount(report: Report, endAtMs: number | undefined): void {
    const counted = countedOf([report], endAtMs);
    if (!counted) this.drop(report);
    else if (isSame(report, counted)) this.contend(report);
    else this.put(counted);
  }

  /** Keeps the holder of a token right when this claim to it changed. */
  private contend(claim: Report): void {
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
