// What device-bindings knows, as facts that only grow: merging them gives the same result in any order and any number of times.
// What follows from them is decided in standing.ts.
import { SESSION_END_CAUSES, tokenHashOf } from '@offline-push/contracts';

export interface DeviceKey {
  app: string;
  user: string;
  device: string;
}
export interface SessionKey extends DeviceKey {
  session: string;
}

export type EndCause = (typeof SESSION_END_CAUSES)[number];

/** The login of a session, to fractions of a ms, and its end, in ms since 1970. A session id stands for one login, and its end is final. */
export interface Session extends SessionKey {
  loginAtMs?: number;
  endAtMs?: number;
  endCause?: EndCause;
}

/**
 * The last time a session said this: here is my token, I want no push, or an operator took the binding away (`unbound`). Replaced tokens
 * stay as claims, so that an older claim of somebody else never comes back to life.
 */
export interface Report extends SessionKey {
  kind: 'token' | 'push-off' | 'unbound';
  /** 0 without a token. */
  certificateId: number;
  /** '' without a token. */
  token: string;
  /** '' without a token, the phone's once the vendor of the certificate is known, and until then only good to tell reports apart. */
  tokenHash: string;
  reportedAtMs: number;
  /** Its place in the log: tells reports of one instant apart, since the records of a batch share their time. */
  place: number;
  /** The hash of the token that the vendor says this one replaced; '' if the client itself reported it. */
  origin: string;
  /** Since when it waits for its login or its certificate, by our clock. */
  waitingSinceMs?: number;
  /** What the session said of this phone before, last one first: the end of the session decides which of them counts. */
  earlier?: readonly Said[];
}

/** A report without its key: what may differ between two reports of one session about one phone. */
export type Said = Pick<Report, 'kind' | 'certificateId' | 'token' | 'reportedAtMs' | 'place' | 'origin'>;

/** A certificate without its credential. */
export interface Certificate {
  certificateId: number;
  app: string;
  vendor: string;
  state: 'enabled' | 'disabled' | 'deleted';
  /** From then on some version of it is in force. */
  effectiveAtMs: number;
  changedAtMs: number;
}

/** The vendor does not know this token under this certificate any more, as of then. */
export interface Death {
  tokenHash: string;
  certificateId: number;
  deadAtMs: number;
  /** The token that took its place, if the vendor said so. */
  successor?: Successor;
}

export interface Successor {
  token: string;
  tokenHash: string;
}

/** What a vendor says about the form of its tokens. */
export interface TokenForms {
  /** The rule that the token breaks, if any. */
  problem(vendor: string, token: string): string | undefined;
  /** One text for one phone, however the token is written. */
  canonical(vendor: string, token: string): string;
}

export const tokenReport = (
  key: SessionKey,
  certificateId: number,
  token: string,
  reportedAtMs: number,
  place = 0,
): Report => ({
  ...sessionKeyOf(key),
  kind: 'token',
  certificateId,
  token,
  tokenHash: `${UNIDENTIFIED}${tokenHashOf(key.app, '', `${certificateId} ${token}`)}`,
  reportedAtMs,
  place,
  origin: '',
});

/** Begins the hash of a token whose vendor is not known: no phone has such a one. */
const UNIDENTIFIED = '?';
export const isIdentified = ({ tokenHash }: Report): boolean => !tokenHash.startsWith(UNIDENTIFIED);

/** Which phone the token of a report is about, once its certificate is known. */
export function identified(report: Report, certificate: Certificate | undefined, forms: TokenForms): Report {
  if (report.kind !== 'token' || certificate?.app !== report.app) return report;
  const { app, token } = report;
  const { vendor } = certificate;
  return { ...report, tokenHash: tokenHashOf(app, vendor, forms.canonical(vendor, token)) };
}

export const plainReport = (
  key: SessionKey,
  kind: 'push-off' | 'unbound',
  reportedAtMs: number,
  place = 0,
): Report => ({
  ...sessionKeyOf(key),
  kind,
  certificateId: 0,
  token: '',
  tokenHash: '',
  reportedAtMs,
  place,
  origin: '',
});

/** The vendor calls the phone of this report otherwise now. It is as old as the report, so whatever came after that is newer. */
export const succession = (of: Report, { token, tokenHash }: Successor): Report => ({
  ...tokenReport(of, of.certificateId, token, of.reportedAtMs, of.place + 1),
  tokenHash,
  origin: of.tokenHash,
});

export const deviceKeyOf = ({ app, user, device }: DeviceKey): DeviceKey => ({ app, user, device });
export const sessionKeyOf = ({ app, user, device, session }: SessionKey): SessionKey => ({
  app,
  user,
  device,
  session,
});

/** A device, whoever uses it. */
export const placeIdOf = ({ app, device }: Pick<DeviceKey, 'app' | 'device'>): string =>
  `${app}\u0000${device}`;
/** No id has a control character, so a NUL always parts them. */
export const deviceIdOf = ({ app, user, device }: DeviceKey): string => `${app}\u0000${user}\u0000${device}`;
export const sessionIdOf = (key: SessionKey): string => `${deviceIdOf(key)}\u0000${key.session}`;
export const deathIdOf = ({ tokenHash, certificateId }: Pick<Death, 'tokenHash' | 'certificateId'>): string =>
  `${tokenHash} ${certificateId}`;
export const reportIdOf = (report: Report): string => `${sessionIdOf(report)}\u0000${report.tokenHash}`;

/** A total order, so that two facts of one millisecond have the same winner everywhere: PostgreSQL compares bytes, too. */
export function isLater(a: Report, b: Report): boolean {
  if (a.reportedAtMs !== b.reportedAtMs) return a.reportedAtMs > b.reportedAtMs;
  if (a.place !== b.place) return a.place > b.place;
  return isAfter(`${reportIdOf(a)}${a.kind}`, `${reportIdOf(b)}${b.kind}`);
}

export const isAfter = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0;

export const latest = (reports: readonly Report[]): Report | undefined =>
  reports.reduce<Report | undefined>(
    (best, each) => (best === undefined || isLater(each, best) ? each : best),
    undefined,
  );

/** The end of a session is final, whatever its time stamp. */
export const isLoggedIn = (session: Session | undefined): session is Session & { loginAtMs: number } =>
  session?.loginAtMs !== undefined && session.endAtMs === undefined;

/** A login that is told again is the same login. */
export function mergedSession(known: Session | undefined, fact: Session): Session {
  const end = firstEnd(known, fact);
  const loginAtMs = Math.min(known?.loginAtMs ?? Infinity, fact.loginAtMs ?? Infinity);
  return { ...sessionKeyOf(fact), ...(loginAtMs < Infinity && { loginAtMs }), ...end };
}

/** One session has one user, so who logged in later is never a question between two sessions of one instant and one user. */
export function isLaterLogin(a: Session, b: Session): boolean {
  const [one, other] = [a.loginAtMs ?? -1, b.loginAtMs ?? -1];
  return one === other ? isAfter(sessionIdOf(a), sessionIdOf(b)) : one > other;
}

/** Gateways repeat themselves: what a session reported behind its first end stays void. */
function firstEnd(known: Session | undefined, fact: Session): Pick<Session, 'endAtMs' | 'endCause'> {
  const [a, b] = [endOf(known), endOf(fact)];
  if (!a || !b) return a ?? b ?? {};
  if (a.endAtMs !== b.endAtMs) return a.endAtMs < b.endAtMs ? a : b;
  const hardness = (cause: EndCause): number => SESSION_END_CAUSES.indexOf(cause);
  return hardness(a.endCause) >= hardness(b.endCause) ? a : b;
}

const endOf = (session: Session | undefined): Required<Pick<Session, 'endAtMs' | 'endCause'>> | undefined =>
  session?.endAtMs !== undefined && session.endCause !== undefined
    ? { endAtMs: session.endAtMs, endCause: session.endCause }
    : undefined;
