// Decides from a verdict, the claim and the time how the claim ends. Pure. SettleStore writes it; lane-state.ts decides about the lane.
import { backoffMs } from '@offline-push/bus';
import type { Verdict } from '@offline-push/vendors/send';
import type { ClaimedTarget, Parked, Settlement } from './target';

/** Longest pause after a refused credential. Usually credentials.steps.ts wakes the target earlier. */
export const BROKEN_CREDENTIAL_DELAY_MS = 60_000;

/** Between two attempts of a target. A dead vendor is asked about each at most once a minute. */
const PAUSE = { firstMs: 1_000, maxMs: 60_000 };

export interface Moment {
  nowMs: number;
  /** A random number, 0 ≤ chance < 1, which spreads retries. */
  chance: number;
}

type Claim = Pick<ClaimedTarget, 'attempts' | 'expiresAtMs'>;

export function settle(verdict: Verdict, claim: Claim, moment: Moment): Settlement {
  switch (verdict.kind) {
    case 'accepted':
      return { state: 'accepted', vendorMessageId: verdict.vendorMessageId };
    case 'token-dead':
      return {
        state: 'token-dead',
        code: verdict.code,
        detail: verdict.detail,
        deadAtMs: verdict.deadAtMs,
      };
    case 'refused':
      return { state: 'refused', code: verdict.code, detail: verdict.detail };
    case 'throttled':
      return park(verdict, { retryAfterMs: verdict.retryAfterMs, mayHaveRung: false }, claim, moment);
    case 'unavailable':
      return park(verdict, verdict, claim, moment);
    case 'credential-broken':
      return park(verdict, { retryAfterMs: BROKEN_CREDENTIAL_DELAY_MS, mayHaveRung: false }, claim, moment);
    case 'callback-refused':
      return park(verdict, { mayHaveRung: false, isAtOnce: claim.attempts <= 1 }, claim, moment);
    default:
      return verdict satisfies never;
  }
}

interface Retry {
  retryAfterMs?: number | undefined;
  mayHaveRung: boolean;
  retryAlone?: boolean | undefined;
  isAtOnce?: boolean;
}

type ParkingVerdict = Extract<Verdict, { kind: Parked['parkedFor'] }>;

/**
 * If the next attempt would come after expiry, the target ends now, and its state says whether the phone may have rung. Only a broken
 * credential may be mended at any moment, so its targets wait until they expire.
 */
function park(
  { kind, code, detail }: ParkingVerdict,
  { retryAfterMs = 0, mayHaveRung, retryAlone, isAtOnce = false }: Retry,
  claim: Claim,
  moment: Moment,
): Settlement {
  const leftMs = Math.max(0, claim.expiresAtMs - moment.nowMs);
  const delayMs = isAtOnce ? 0 : Math.max(retryAfterMs, backoffMs(PAUSE, claim.attempts - 1, moment.chance));
  const mayBeMended = kind === 'credential-broken';
  if (mayBeMended || delayMs < leftMs) {
    return {
      state: 'parked',
      parkedFor: kind,
      // The pause ends at expiry, so that the target ends in time.
      delayMs: mayBeMended ? Math.min(delayMs, leftMs) : delayMs,
      mayHaveRung,
      alone: retryAlone,
      code,
      detail,
    };
  }
  return { state: mayHaveRung ? 'unconfirmed' : 'expired', code, detail };
}

/** What the plan left out, and what the vendor's answer says was left out. */
export const notesOf = (verdict: Verdict, planned: readonly string[] = []): readonly string[] =>
  verdict.kind === 'accepted' ? [...planned, ...(verdict.notes ?? [])] : planned;
