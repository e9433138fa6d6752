// Decides by the last check of a claim whether it may be called, or how it ends without a call. Pure.
import { REPLACED } from '../withdrawals/withdraw';
import type { Recheck } from '../ledger/claim.store';
import { waitedFor } from '../credentials/waited-for';
import type { Settled } from '../ledger/outcome';
import type { ClaimedTarget } from '../ledger/target';

/** Gives a claim back without a call. The target is due again at once, in any process, and no attempt is counted. */
export const released = (target: ClaimedTarget): Settled => ({
  target,
  settlement: {
    state: 'parked',
    parkedFor: 'another-claim',
    takesAttemptBack: true,
    delayMs: 0,
    mayHaveRung: false,
  },
});

/** The end of a target that may not ring any more. */
export const withdrawnFor = (cause: string | null | undefined): { state: 'withdrawn'; code?: string } => ({
  state: 'withdrawn',
  ...(typeof cause === 'string' && { code: cause }),
});

export const isReady = (check: Recheck | undefined): boolean =>
  check !== undefined && !check.withdrawn && !check.expired && !check.late;

/** How a target ends that expired or was withdrawn since its claim, or has too little lease. Empty if it may be called or is not ours. */
export function endBeforeCall(target: ClaimedTarget, check: Recheck | undefined): Settled[] {
  if (check === undefined || isReady(check)) return [];
  // The next claim addresses it again.
  if (check.cause === REPLACED) return [released(target)];
  if (check.withdrawn)
    return [{ target, settlement: { ...withdrawnFor(check.cause), takesAttemptBack: true } }];
  if (!check.expired) return [released(target)];
  const state = check.may_have_rung ? 'unconfirmed' : 'expired';
  return [{ target, settlement: { state, takesAttemptBack: true, ...waitedFor(check) } }];
}
