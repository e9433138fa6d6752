// Decides by the last check of a call's targets whether the call is made, and how soon it must begin. Pure.
import type { Begin, VendorCall } from '@offline-push/vendors/send';
import type { Recheck } from '../ledger/claim.store';
import { endBeforeCall, isReady, released } from './before-call';
import type { Settled } from '../ledger/outcome';
import type { ClaimedTarget } from '../ledger/target';

/** Longest time from the check to the first byte of the push. In ms. */
const BEGIN_WITHIN_MS = 250;
/** Longest time to the first byte of a later step of the same push: some vendors save the text first, then name the list. In ms. */
const LAST_STEP_WITHIN_MS = 1_500;

export interface Seen {
  checks: ReadonlyMap<string, Recheck>;
  nowMs: number;
  isDead: (target: ClaimedTarget) => boolean;
}

/**
 * Undefined if the call may be made. One request carries all its deliveries, so if one of them ended, the others are given back and
 * gathered anew. A target whose token died a moment ago is given back too: its next claim sees the death.
 */
export function endsBefore(targets: readonly ClaimedTarget[], seen: Seen): Settled[] | undefined {
  const { checks, nowMs, isDead } = seen;
  let isGood = true;
  const now = targets.map((target) => {
    const check = atMoment(checks.get(target.targetId), target, nowMs);
    isGood &&= isReady(check) && !isDead(target);
    return { target, check };
  });
  if (isGood) return undefined;
  return now.flatMap(({ target, check }) =>
    isReady(check) ? [released(target)] : endBeforeCall(target, check),
  );
}

/** The check may be some milliseconds old, so expiry is looked at again. */
const atMoment = (
  check: Recheck | undefined,
  { expiresAtMs }: ClaimedTarget,
  nowMs: number,
): Recheck | undefined =>
  check === undefined || check.expired || expiresAtMs > nowMs ? check : { ...check, expired: true };

/** No byte leaves after the first of the call's targets has expired. */
export function beginOf({ deliveries }: VendorCall, lookAgeMs: number, nowMs: number): Begin {
  let lifeMs = Infinity;
  for (const { expiresAtMs } of deliveries) lifeMs = Math.min(lifeMs, expiresAtMs - nowMs);
  const within = (ms: number): number => Math.max(0, Math.min(ms - lookAgeMs, lifeMs));
  return { withinMs: within(BEGIN_WITHIN_MS), lastMs: within(LAST_STEP_WITHIN_MS) };
}
