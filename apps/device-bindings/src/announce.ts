// How a binding stood and how it stands now → the events to publish about it. Pure.
import type { BindingChanged } from '@offline-push/contracts';
import { isLoggedIn, type Report, sessionKeyOf } from './facts';
import type { Known } from './known';
import { type Ending, holderOf, isSameDevice, type Standing, standingOf } from './standing';

/** Ends that hold for every token the session ever had: they are announced even if its last binding was over before. */
const WHOLE_SESSION: ReadonlySet<Ending> = new Set([
  'logged-out',
  'kicked',
  'invalidated',
  'superseded',
  'push-off',
]);

type Bound = Extract<Standing, { state: 'bound' }>;
type Ended = Extract<Standing, { state: 'ended' }>;

/** Both standings are of one session. */
export function difference(was: Standing, is: Standing): BindingChanged[] {
  if (is.state === 'bound') return begun(was, is);
  if (is.state !== 'ended' || !isNewEnd(was, is)) return [];
  const end = { cause: is.cause, atMs: is.atMs };
  return [was.state === 'bound' ? unbound(was.report, end, was.certificate.vendor) : unbound(is.report, end)];
}

function begun(was: Standing, { report, certificate }: Bound): BindingChanged[] {
  const bound: BindingChanged = {
    ...named(report, certificate.vendor),
    change: 'bound',
    cause: 'reported',
    token: report.token,
    atMs: report.reportedAtMs,
  };
  if (was.state !== 'bound') return [bound];
  if (was.report.tokenHash === report.tokenHash) return isSameAddress(was.report, report) ? [] : [bound];
  const end = { cause: 'replaced', atMs: report.reportedAtMs } as const;
  return [unbound(was.report, end, was.certificate.vendor), { ...bound, replaces: was.report.tokenHash }];
}

/** The same phone may be reached another way from now on: under another certificate, or by a token that is written otherwise. */
const isSameAddress = (a: Report, b: Report): boolean =>
  a.certificateId === b.certificateId && a.token === b.token;

function isNewEnd(was: Standing, is: Ended): boolean {
  if (was.state === 'bound') return true;
  if (was.state === 'none') return is.cause === 'push-off';
  if (was.state === 'waiting') return is.cause !== 'moved' && is.cause !== 'token-dead';
  return WHOLE_SESSION.has(is.cause) && was.cause !== is.cause;
}

/**
 * A session may have replaced a token that still waits in dispatch; when another device claims that token, only this says so. `holders`:
 * who had the tokens before.
 */
export function endedClaims(known: Known, holders: readonly Report[]): BindingChanged[] {
  return holders.flatMap((claim) => {
    const holder = holderOf(known, claim.tokenHash);
    if (!holder || isSameDevice(holder, claim) || !isLoggedIn(known.session(claim))) return [];
    const standing = standingOf(known, claim);
    if (standing.state === 'none' || standing.report.tokenHash === claim.tokenHash) return [];
    if (standing.state === 'ended' && WHOLE_SESSION.has(standing.cause)) return [];
    const end = { cause: 'moved', atMs: holder.reportedAtMs } as const;
    return [unbound(claim, end, known.certificate(claim.certificateId)?.vendor)];
  });
}

const unbound = (
  report: Report,
  end: { cause: BindingChanged['cause']; atMs: number },
  vendor?: string,
): BindingChanged => ({ ...named(report, vendor), change: 'unbound', ...end });

/** Whose binding, and which token of it. */
export const named = (
  report: Report,
  vendor: string | undefined,
): Omit<BindingChanged, 'change' | 'cause' | 'atMs'> => ({
  ...sessionKeyOf(report),
  ...(report.kind === 'token' && { certificateId: report.certificateId, tokenHash: report.tokenHash }),
  ...(vendor !== undefined && { vendor }),
});
