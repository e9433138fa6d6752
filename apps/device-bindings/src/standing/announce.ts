// How a binding stood and how it stands now → the events to publish about it. Pure.
import { type BindingChanged, SILENCING_CAUSES } from '@offline-push/contracts';
import { isIdentified, isLoggedIn, type Report, type SessionKey, sessionKeyOf } from '../facts/facts';
import type { Known } from '../facts/known';
import { type Ending, isSameDevice, type Standing, standingOf } from './standing';

/** Ends that hold for every token the session ever had: they are announced even if its last binding was over before. */
const WHOLE_SESSION: ReadonlySet<Ending> = new Set(SILENCING_CAUSES);

type Bound = Extract<Standing, { state: 'bound' }>;
type Ended = Extract<Standing, { state: 'ended' }>;

/** Both standings are of this session. */
export function difference(key: SessionKey, was: Standing, is: Standing): BindingChanged[] {
  if (is.state === 'bound') return begun(key, was, is);
  if (is.state === 'ended') return ended(key, was, is);
  if (was.state !== 'bound' || is.state !== 'none') return [];
  // A token was lent, and is no more: a newer session of the device has its own.
  return [unboundAs(key, was, is.end ?? { cause: 'superseded', atMs: was.report.reportedAtMs })];
}

/** A borrowed token is no report. It is told only where it was told before that nothing rings any more. */
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

/** What waits under the certificate before goes to this one. */
const otherCertificate = (was: Bound, is: Bound): Pick<BindingChanged, 'replacesCertificateId'> =>
  was.report.certificateId === is.report.certificateId
    ? {}
    : { replacesCertificateId: was.report.certificateId };

/** The same phone may be reached another way from now on: under another certificate, or by a token that is written otherwise. */
const isSameAddress = (a: Bound, b: Bound): boolean =>
  a.report.certificateId === b.report.certificateId &&
  a.report.token === b.report.token &&
  a.borrowed === b.borrowed;

/** Another user on the device is told apart from what else ended the binding: pushes may wait for tokens that it had before. */
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
 * A session may have replaced a token that still waits in dispatch; when another device claims that token, only this says so. `holders`:
 * who had the tokens before.
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

/** Whose binding, and which token of it. The hash of a token whose vendor is not known says nothing. */
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
