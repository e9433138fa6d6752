// Computes from a binding's standing before and after a change the events to publish about it. Pure.
import { type BindingChanged, SILENCING_CAUSES } from '@offline-push/contracts';
import { isIdentified, isLoggedIn, type Report, type SessionKey, sessionKeyOf } from '../facts/facts';
import type { Known } from '../facts/known';
import { type Ending, isSameDevice, type Standing, standingOf } from './standing';

/** Ends that hold for every token of the session. They are announced even if its last binding had ended before. */
const WHOLE_SESSION: ReadonlySet<Ending> = new Set(SILENCING_CAUSES);

type Bound = Extract<Standing, { state: 'bound' }>;
type Ended = Extract<Standing, { state: 'ended' }>;

/** Both standings are of this session. */
export function difference(key: SessionKey, was: Standing, is: Standing): BindingChanged[] {
  if (is.state === 'bound') return begun(key, was, is);
  if (is.state === 'ended') return ended(key, was, is);
  if (was.state !== 'bound' || is.state !== 'none') return [];
  // The session had borrowed a token, and a newer session of the device now has its own.
  return [unboundAs(key, was, is.end ?? { cause: 'superseded', atMs: was.report.reportedAtMs })];
}

/** A borrowed token is no report of the client. It is announced only if its end was announced before. */
function begun(key: SessionKey, was: Standing, is: Bound): BindingChanged[] {
  const { report, certificate } = is;
  const bound: BindingChanged = {
    ...named(key, report, certificate.vendor),
    change: 'bound',
    cause: 'reported',
    token: report.token,
    atMs: report.reportedAtMs,
  };
  if (is.borrowed && !(was.state === 'ended' && was.borrowed)) return [];
  if (was.state !== 'bound') return [bound];
  if (was.report.tokenHash === report.tokenHash)
    return isSameAddress(was, is) ? [] : [{ ...bound, ...otherCertificate(was, is) }];
  const end = { cause: 'replaced', atMs: report.reportedAtMs } as const;
  return [unboundAs(key, was, end), { ...bound, replaces: was.report.tokenHash }];
}

/** Tells dispatch which certificate this one replaces, so that pushes that wait under that one move to this one. */
const otherCertificate = (was: Bound, is: Bound): Pick<BindingChanged, 'replacesCertificateId'> =>
  was.report.certificateId === is.report.certificateId
    ? {}
    : { replacesCertificateId: was.report.certificateId };

/** False if the phone is now reached under another certificate, or by another spelling of its token. */
const isSameAddress = (a: Bound, b: Bound): boolean =>
  a.report.certificateId === b.report.certificateId &&
  a.report.token === b.report.token &&
  a.borrowed === b.borrowed;

/** That another user has the device is announced besides any other end, because pushes may wait for earlier tokens of the session. */
function ended(key: SessionKey, was: Standing, is: Ended): BindingChanged[] {
  const ends = isNewEnd(was, is) ? [is] : [];
  const wasSuspended = was.state === 'ended' && was.suspension !== undefined;
  const isToldAnyway = is.cause === 'other-user' || (is.borrowed && was.state !== 'bound');
  if (is.suspension && !wasSuspended && was.state !== 'none' && !isToldAnyway)
    ends.push({ ...is, ...is.suspension });
  return ends.map(({ cause, atMs }) =>
    was.state === 'bound' ? unboundAs(key, was, { cause, atMs }) : unbound(key, is.report, { cause, atMs }),
  );
}

function isNewEnd(was: Standing, is: Ended): boolean {
  if (was.state === 'bound') return true;
  if (is.borrowed) return false;
  if (was.state === 'none') return is.cause === 'push-off';
  if (was.state === 'waiting') return is.cause !== 'moved' && is.cause !== 'token-dead';
  if (was.cause === 'other-user' && is.cause === 'moved') return true;
  return WHOLE_SESSION.has(is.cause) && was.cause !== is.cause;
}

/**
 * Announces that another device now claims a token that its session had replaced: pushes in dispatch may still wait for that token.
 * `holders` are the holders of the tokens before the change.
 */
export function endedClaims(known: Known, holders: readonly Report[]): BindingChanged[] {
  return holders.flatMap((claim) => {
    const holder = known.holderOf(claim.tokenHash);
    if (!holder || isSameDevice(holder, claim) || !isLoggedIn(known.session(claim))) return [];
    const standing = standingOf(known, claim);
    if (standing.state === 'none' || standing.report.tokenHash === claim.tokenHash) return [];
    if (standing.state === 'ended' && WHOLE_SESSION.has(standing.cause)) return [];
    const end = { cause: 'moved', atMs: holder.reportedAtMs } as const;
    return [unbound(claim, claim, end, known.certificate(claim.certificateId)?.vendor)];
  });
}

type Cause = { cause: BindingChanged['cause']; atMs: number };

const unbound = (key: SessionKey, report: Report, end: Cause, vendor?: string): BindingChanged => ({
  ...named(key, report, vendor),
  change: 'unbound',
  ...end,
});

const unboundAs = (key: SessionKey, { report, certificate }: Bound, end: Cause): BindingChanged =>
  unbound(key, report, end, certificate.vendor);

/** The session and its token. The hash is left out while the vendor of the token is not known. */
export const named = (
  key: SessionKey,
  report: Report,
  vendor: string | undefined,
): Omit<BindingChanged, 'change' | 'cause' | 'atMs'> => ({
  ...sessionKeyOf(key),
  ...(report.kind === 'token' && { certificateId: report.certificateId }),
  ...(report.kind === 'token' && isIdentified(report) && { tokenHash: report.tokenHash }),
  ...(vendor !== undefined && { vendor }),
});
