// May a lane call its vendor now? Pure: what the verdicts of a call do to the lane as a whole.
import type { Verdict } from '@offline-push/vendors';

export interface LaneState {
  /** No call before this time; 0: none is forbidden. */
  closedUntilMs: number;
  /** Why it is closed. After a breaker's pause one delivery probes the vendor. */
  why: 'open' | 'throttled' | 'breaker' | 'broken';
  /** Calls in a row without an answer worth the name. */
  failures: number;
}

export const OPEN: LaneState = { closedUntilMs: 0, why: 'open', failures: 0 };

/** So many unavailable calls in a row open the breaker. */
export const BREAKER_FAILURES = 5;
const BREAKER_FIRST_MS = 1_000;
/** A dead vendor is probed at least twice a minute. */
const BREAKER_LONGEST_MS = 30_000;
/** A vendor that throttles without saying for how long. */
const THROTTLE_MS = 1_000;

/** The lane after one call. A verdict about single tokens among others leaves the lane alone. */
export function afterCall(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  if (verdicts.some((verdict) => verdict.kind === 'credential-broken'))
    return { closedUntilMs: Infinity, why: 'broken', failures: 0 };
  if (verdicts.every((verdict) => verdict.kind === 'throttled')) return throttled(state, verdicts, nowMs);
  if (verdicts.every(isLocal)) return state;
  if (verdicts.every((verdict) => verdict.kind === 'unavailable')) return failed(state, nowMs);
  return state.why === 'broken' || state.closedUntilMs > nowMs ? state : OPEN;
}

/** What a vendor has against single messages says nothing about the others, and may be remembered from an earlier call. */
const isLocal = (verdict: Verdict): boolean =>
  verdict.kind === 'unavailable' && (verdict.isLocal === true || verdict.retryAlone === true);

function throttled(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  const waits = verdicts.map((verdict) =>
    verdict.kind === 'throttled' ? (verdict.retryAfterMs ?? THROTTLE_MS) : 0,
  );
  const closedUntilMs = Math.max(state.closedUntilMs, nowMs + Math.max(...waits));
  return state.why === 'broken' ? state : { closedUntilMs, why: 'throttled', failures: 0 };
}

function failed(state: LaneState, nowMs: number): LaneState {
  const failures = state.failures + 1;
  if (failures < BREAKER_FAILURES || state.why === 'broken') return { ...state, failures };
  const pauseMs = Math.min(
    BREAKER_LONGEST_MS,
    BREAKER_FIRST_MS * 2 ** Math.min(failures - BREAKER_FAILURES, 10),
  );
  return { closedUntilMs: Math.max(state.closedUntilMs, nowMs + pauseMs), why: 'breaker', failures };
}

/** How many deliveries may leave together: none while closed, one to probe a vendor that just failed. */
export function allowance(state: LaneState, nowMs: number, most: number): number {
  if (state.closedUntilMs > nowMs) return 0;
  return state.why === 'breaker' ? 1 : most;
}
