// May a lane call its vendor now? Pure: what the verdicts of a call do to the lane as a whole. Whether its credential is good is left to
// credentials/credential-state.ts, whose gate stands in front.
import { doubledMs } from '@offline-push/bus';
import type { Verdict } from '@offline-push/vendors/send';
import type { Gate } from '../credentials/credential-state';

export interface LaneState {
  /** No call before this time; 0: none is forbidden. */
  closedUntilMs: number;
  /** Why it is closed. After a breaker's pause one delivery probes the vendor. */
  why: 'open' | 'throttled' | 'breaker';
  /** Calls in a row whose every verdict was `unavailable`. */
  failures: number;
  /** That one delivery is on its way. */
  isProbing?: boolean;
  /** What the vendor said when it closed. */
  code?: string | undefined;
  says?: string | undefined;
}

export const OPEN: LaneState = { closedUntilMs: 0, why: 'open', failures: 0 };

/** So many unavailable calls in a row open the breaker. */
export const BREAKER_FAILURES = 5;
/** A dead vendor is probed at least twice a minute. */
const BREAKER = { firstMs: 1_000, maxMs: 30_000 };
/** A vendor that throttles without saying for how long. */
const THROTTLE_MS = 1_000;

/** The lane after one call. A verdict about single tokens among others leaves the lane alone. */
export function afterCall(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  if (verdicts.every((verdict) => verdict.kind === 'throttled')) return throttled(state, verdicts, nowMs);
  if (verdicts.every(isLocal)) return state;
  if (verdicts.every((verdict) => verdict.kind === 'unavailable')) return failed(state, verdicts, nowMs);
  return state.closedUntilMs > nowMs ? state : OPEN;
}

/** What a vendor has against single messages says nothing about the others, and may be remembered from an earlier call. */
const isLocal = (verdict: Verdict): boolean =>
  verdict.kind === 'unavailable' && (verdict.isLocal === true || verdict.retryAlone === true);

function throttled(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  const waits = verdicts.map((verdict) =>
    verdict.kind === 'throttled' ? (verdict.retryAfterMs ?? THROTTLE_MS) : 0,
  );
  const closedUntilMs = Math.max(state.closedUntilMs, nowMs + Math.max(...waits));
  return { closedUntilMs, why: 'throttled', failures: 0, ...wordsOf(verdicts) };
}

function failed(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  const failures = state.failures + 1;
  if (failures < BREAKER_FAILURES) return { ...state, failures };
  const pauseMs = doubledMs(BREAKER, failures - BREAKER_FAILURES);
  const closedUntilMs = Math.max(state.closedUntilMs, nowMs + pauseMs);
  return { closedUntilMs, why: 'breaker', failures, ...wordsOf(verdicts) };
}

function wordsOf([verdict]: readonly Verdict[]): Pick<LaneState, 'code' | 'says'> {
  return verdict === undefined || verdict.kind === 'accepted'
    ? {}
    : { code: verdict.code, says: verdict.detail };
}

/** A delivery leaves: after a breaker's pause it is the one that finds out. */
export const leaving = (state: LaneState): LaneState =>
  state.why === 'breaker' ? { ...state, isProbing: true } : state;

/** Its deliveries leave one at a time, and each answer is awaited. */
export const isOneByOne = (state: LaneState, gate: Gate): boolean =>
  state.why === 'breaker' || gate === 'one';

/** How many deliveries may leave together: none while closed, one to find out what the vendor says by now. */
export function allowance(state: LaneState, gate: Gate, nowMs: number, most: number): number {
  if (gate === 'shut' || state.closedUntilMs > nowMs) return 0;
  return isOneByOne(state, gate) ? 1 : most;
}
