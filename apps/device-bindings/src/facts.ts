// What device-bindings knows, as facts that only grow: merging them gives the same result in any order and any number of times.
// What follows from them is decided in standing.ts.
import { tokenHashOf } from '@offline-push/contracts';

export interface DeviceKey {
  app: string;
  user: string;
  device: string;
}
export interface SessionKey extends DeviceKey {
  session: string;
}

export type EndCause = 'logged-out' | 'kicked' | 'invalidated';

/** The last login and the last end of a session, each by the time of the fact, ms since 1970. */
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
  /** Since when it waits for its login or its certificate, by our clock. */
  waitingSinceMs?: number;
}

/** A certificate without its credential. */
export interface Certificate {
  certificateId: number;
  app: string;
  vendor: string;
  state: 'enabled' | 'disabled';
  /** From then on some version of it is in force. */
  effectiveAtMs: number;
  changedAtMs: number;
}

/** The vendor does not know this token under this certificate any more, as of then. */
export interface Death {
  tokenHash: string;
  certificateId: number;
  deadAtMs: number;
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
): Report => ({
  ...sessionKeyOf(key),
  kind: 'token',
  certificateId,
  token,
  tokenHash: `${UNIDENTIFIED}${tokenHashOf(key.app, '', `${certificateId} ${token}`)}`,
  reportedAtMs,
});

/** Begins the hash of a token whose vendor is not known: no phone has such a one. */
const UNIDENTIFIED = '?';

/** Which phone the token of a report is about, once its certificate is known. */
export function identified(report: Report, certificate: Certificate | undefined, forms: TokenForms): Report {
  if (report.kind !== 'token' || certificate?.app !== report.app) return report;
  const { app, token } = report;
  const { vendor } = certificate;
  return { ...report, tokenHash: tokenHashOf(app, vendor, forms.canonical(vendor, token)) };
}

export const plainReport = (key: SessionKey, kind: 'push-off' | 'unbound', reportedAtMs: number): Report => ({
  ...sessionKeyOf(key),
  kind,
  certificateId: 0,
  token: '',
  tokenHash: '',
  reportedAtMs,
});

export const deviceKeyOf = ({ app, user, device }: DeviceKey): DeviceKey => ({ app, user, device });
export const sessionKeyOf = ({ app, user, device, session }: SessionKey): SessionKey => ({
  app,
  user,
  device,
  session,
});

/** No id has a control character, so a NUL always parts them. */
export const deviceIdOf = ({ app, user, device }: DeviceKey): string => `${app}\u0000${user}\u0000${device}`;
export const sessionIdOf = (key: SessionKey): string => `${deviceIdOf(key)}\u0000${key.session}`;
export const deathIdOf = ({ tokenHash, certificateId }: Omit<Death, 'deadAtMs'>): string =>
  `${tokenHash} ${certificateId}`;
export const reportIdOf = (report: Report): string => `${sessionIdOf(report)}\u0000${report.tokenHash}`;

/** A total order, so that two facts of one millisecond have the same winner everywhere. */
export function isLater(a: Report, b: Report): boolean {
  if (a.reportedAtMs !== b.reportedAtMs) return a.reportedAtMs > b.reportedAtMs;
  return `${a.kind}${reportIdOf(a)}` > `${b.kind}${reportIdOf(b)}`;
}

/** End beats login on ties. */
export const isLoggedIn = (session: Session | undefined): session is Session & { loginAtMs: number } =>
  session?.loginAtMs !== undefined && (session.endAtMs === undefined || session.loginAtMs > session.endAtMs);

export function mergedSession(known: Session | undefined, fact: Session): Session {
  const end = laterEnd(known, fact);
  const loginAtMs = Math.max(known?.loginAtMs ?? -1, fact.loginAtMs ?? -1);
  return { ...sessionKeyOf(fact), ...(loginAtMs >= 0 && { loginAtMs }), ...end };
}

/** Of two ends at the same time, the harder one counts, as in presence. */
const HARDNESS: readonly EndCause[] = ['logged-out', 'kicked', 'invalidated'];

function laterEnd(known: Session | undefined, fact: Session): Pick<Session, 'endAtMs' | 'endCause'> {
  const [a, b] = [endOf(known), endOf(fact)];
  if (!a || !b) return a ?? b ?? {};
  if (a.endAtMs !== b.endAtMs) return a.endAtMs > b.endAtMs ? a : b;
  return HARDNESS.indexOf(a.endCause) >= HARDNESS.indexOf(b.endCause) ? a : b;
}

const endOf = (session: Session | undefined): Required<Pick<Session, 'endAtMs' | 'endCause'>> | undefined =>
  session?.endAtMs !== undefined && session.endCause !== undefined
    ? { endAtMs: session.endAtMs, endCause: session.endCause }
    : undefined;
