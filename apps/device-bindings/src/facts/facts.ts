// The facts that device-bindings keeps. Merging them in any order and any number of times gives the same result. standing.ts decides what
// follows from them.
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

/** A session id stands for one login, and its end is final. `loginAtMs` has a fraction that orders logins of one ms. */
export interface Session extends SessionKey {
  loginAtMs?: number;
  endAtMs?: number;
  endCause?: EndCause;
}

/**
 * The last report of a session about one token: here is my token, or I want no push, or an operator took the binding away (`unbound`).
 * Replaced tokens are kept as claims. Otherwise an older claim of another device would become valid again.
 */
export interface Report extends SessionKey {
  kind: 'token' | 'push-off' | 'unbound';
  /** 0 without a token. */
  certificateId: number;
  /** '' without a token. */
  token: string;
  /** '' without a token. Once the vendor of the certificate is known it identifies the phone; before, it only tells reports apart. */
  tokenHash: string;
  reportedAtMs: number;
  /** Offset of its record: it orders reports of the same time, because the records of a Kafka batch share their time. */
  place: number;
  /** The hash of the token that this one replaced, if the vendor named it as a successor; '' if the client reported it. */
  origin: string;
  /** Since when it has waited for its login or its certificate, by our clock. */
  waitingSinceMs?: number;
  /** Earlier reports of the session about this phone, newest first. The end of the session decides which of them counts. */
  earlier?: readonly Body[];
}

/** A report without its key: the fields in which two reports of one session about one phone may differ. */
export type Body = Pick<Report, 'kind' | 'certificateId' | 'token' | 'reportedAtMs' | 'place' | 'origin'>;

/** A certificate without its credential. */
export interface KnownCertificate {
  certificateId: number;
  app: string;
  vendor: string;
  state: 'enabled' | 'disabled' | 'deleted';
  /** From this time on a version of it is in force. */
  effectiveAtMs: number;
  changedAtMs: number;
}

/** The vendor says that this token is dead under this certificate since `deadAtMs`. */
export interface Death {
  tokenHash: string;
  certificateId: number;
  deadAtMs: number;
  /** The token that took its place, if the vendor named one. */
  successor?: Successor;
}

export interface Successor {
  token: string;
  tokenHash: string;
}

/** The vendors' rules on the form of tokens. */
export interface TokenForms {
  /** The rule that the token breaks, if any. */
  problem(vendor: string, token: string): string | undefined;
  /** The same text for all spellings of a token. */
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

/** First character of the hash while the vendor of a token is not known. No hash of a phone begins with it. */
const UNIDENTIFIED = '?';
export const isIdentified = ({ tokenHash }: Report): boolean => !tokenHash.startsWith(UNIDENTIFIED);

/** The report with the hash of its phone; unchanged if its certificate is not known. */
export function identified(
  report: Report,
  certificate: KnownCertificate | undefined,
  forms: TokenForms,
): Report {
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

/** The report under the token that took the place of its own. It keeps the report's age, so that later reports stay later. */
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

/** A device, whichever user is on it. */
export const placeIdOf = ({ app, device }: Pick<DeviceKey, 'app' | 'device'>): string =>
  `${app}\u0000${device}`;
/** No id has a control character, so a NUL separates them. */
export const deviceIdOf = ({ app, user, device }: DeviceKey): string => `${app}\u0000${user}\u0000${device}`;
export const sessionIdOf = (key: SessionKey): string => `${deviceIdOf(key)}\u0000${key.session}`;
export const deathIdOf = ({ tokenHash, certificateId }: Pick<Death, 'tokenHash' | 'certificateId'>): string =>
  `${tokenHash} ${certificateId}`;
export const reportIdOf = (report: Report): string => `${sessionIdOf(report)}\u0000${report.tokenHash}`;

/** A total order, so that of two facts of one millisecond the same wins everywhere. It compares bytes, as PostgreSQL does. */
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

/** Of several logins and ends of one session the first counts. */
export function mergedSession(known: Session | undefined, fact: Session): Session {
  const end = firstEnd(known, fact);
  const loginAtMs = Math.min(known?.loginAtMs ?? Infinity, fact.loginAtMs ?? Infinity);
  return { ...sessionKeyOf(fact), ...(loginAtMs < Infinity && { loginAtMs }), ...end };
}

/** Logins of the same time are ordered by session id, so that the same one is last everywhere. */
export function isLaterLogin(a: Session, b: Session): boolean {
  const [one, other] = [a.loginAtMs ?? -1, b.loginAtMs ?? -1];
  return one === other ? isAfter(sessionIdOf(a), sessionIdOf(b)) : one > other;
}

/** The first end counts, because gateways repeat it, and reports after the first end must stay refused. */
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
