// What is seen of a call's targets right before its bytes → how they end without it, or nothing: call. And how soon it has to begin. Pure.
import type { Begin, VendorCall } from '@offline-push/vendors/send';
import type { Recheck } from '../ledger/claim.store';
import { endBeforeCall, isReady, leftTo } from './before-call';
import type { Settled } from '../ledger/outcome';
import type { ClaimedTarget } from '../ledger/target';

/** From the look to the first byte of the push. In ms. */
const BEGIN_WITHIN_MS = 250;
/** To that of a later step of the same push, as where a text is saved before its list is named. In ms. */
const LAST_STEP_WITHIN_MS = 1_500;

export interface Seen {
  checks: ReadonlyMap<string, Recheck>;
  nowMs: number;
  isDead: (target: ClaimedTarget) => boolean;
}

/**
 * Undefined: call. A request is made for all of its deliveries, so one that ended keeps the others from going with it: they are gathered
 * anew. So is one whose token died a moment ago: its next claim knows it.
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
    isReady(check) ? [leftTo(target)] : endBeforeCall(target, check),
  );
}

/** The look may be some milliseconds old: a life that ended since is over too. */
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
