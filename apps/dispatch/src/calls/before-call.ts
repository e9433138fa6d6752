// What was seen of a claim right before its call → how it ends without one, or go on. Pure.
import { REPLACED } from '../withdrawals/withdraw';
import type { Recheck } from '../ledger/claim.store';
import { waitedFor } from '../credentials/waited-for';
import type { Settled } from '../ledger/outcome';
import type { ClaimedTarget } from '../ledger/target';

/** No call under this claim: the target is due again at once, for this lane or another process, and no attempt is counted. */
export const leftTo = (target: ClaimedTarget): Settled => ({
  target,
  settlement: { state: 'parked', parkedFor: 'another-claim', called: false, delayMs: 0, mayHaveRung: false },
});

/** How a silenced target ends, and why. */
export const withdrawnFor = (cause: string | null | undefined): { state: 'withdrawn'; code?: string } => ({
  state: 'withdrawn',
  ...(typeof cause === 'string' && { code: cause }),
});

export const isReady = (check: Recheck | undefined): boolean =>
  check !== undefined && !check.withdrawn && !check.expired && !check.late;

/** What ended between claim and call, and a lease too short for a call. None: call, or another epoch's business. */
export function endBeforeCall(target: ClaimedTarget, check: Recheck | undefined): Settled[] {
  if (check === undefined || isReady(check)) return [];
  // Whoever claims it next addresses it again.
  if (check.cause === REPLACED) return [leftTo(target)];
  if (check.withdrawn) return [{ target, settlement: { ...withdrawnFor(check.cause), called: false } }];
  if (!check.expired) return [leftTo(target)];
  const state = check.may_have_rung ? 'unconfirmed' : 'expired';
  return [{ target, settlement: { state, called: false, ...waitedFor(check) } }];
}
