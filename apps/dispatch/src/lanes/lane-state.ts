// Decides whether a lane may call its vendor now, and how the verdicts of a call change that. Pure. credentials/credential-state.ts decides
// whether the credential is good; its gate comes first.
import { doubledMs } from '@offline-push/bus';
import type { LaneAfter } from '@offline-push/contracts';
import type { Verdict } from '@offline-push/vendors/send';
import type { Gate } from '../credentials/credential-state';

export interface LaneState {
  /** No call is made before this time; 0 if calls are allowed. */
  closedUntilMs: number;
  /** Why the lane is closed. After a breaker's pause one delivery probes the vendor. */
  reason: 'open' | 'throttled' | 'breaker';
  /** Calls in a row whose every verdict was `unavailable`. */
  failures: number;
  /** The delivery that probes the vendor is under way. */
  isProbing?: boolean;
  /** The vendor's code and words when the lane closed. */
  code?: string | undefined;
  says?: string | undefined;
}

export const OPEN: LaneState = { closedUntilMs: 0, reason: 'open', failures: 0 };

/** So many unavailable calls in a row open the breaker. */
export const BREAKER_FAILURES = 5;
/** A dead vendor is probed at least twice a minute. */
const BREAKER = { firstMs: 1_000, maxMs: 30_000 };
/** The pause if a vendor throttles and does not say for how long. */
const THROTTLE_MS = 1_000;

/** The lane after one call. Verdicts about single tokens among others do not change it. */
export function afterCall(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  if (verdicts.every((verdict) => verdict.kind === 'throttled')) return throttled(state, verdicts, nowMs);
  if (verdicts.every(isLocal)) return state;
  if (verdicts.every((verdict) => verdict.kind === 'unavailable')) return failed(state, verdicts, nowMs);
  return state.closedUntilMs > nowMs ? state : OPEN;
}

/** A verdict about a single message. It says nothing about the vendor, and may come from an earlier call. */
const isLocal = (verdict: Verdict): boolean =>
  verdict.kind === 'unavailable' && (verdict.isLocal === true || verdict.retryAlone === true);

function throttled(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  const waits = verdicts.map((verdict) =>
    verdict.kind === 'throttled' ? (verdict.retryAfterMs ?? THROTTLE_MS) : 0,
  );
  const closedUntilMs = Math.max(state.closedUntilMs, nowMs + Math.max(...waits));
  return { closedUntilMs, reason: 'throttled', failures: 0, ...wordsOf(verdicts) };
}

function failed(state: LaneState, verdicts: readonly Verdict[], nowMs: number): LaneState {
  const failures = state.failures + 1;
  if (failures < BREAKER_FAILURES) return { ...state, failures };
  const pauseMs = doubledMs(BREAKER, failures - BREAKER_FAILURES);
  const closedUntilMs = Math.max(state.closedUntilMs, nowMs + pauseMs);
  return { closedUntilMs, reason: 'breaker', failures, ...wordsOf(verdicts) };
}

function wordsOf([verdict]: readonly Verdict[]): Pick<LaneState, 'code' | 'says'> {
  return verdict === undefined || verdict.kind === 'accepted'
    ? {}
    : { code: verdict.code, says: verdict.detail };
}

/** The state when a delivery leaves: after a breaker's pause it is the one that probes. */
export const leaving = (state: LaneState): LaneState =>
  state.reason === 'breaker' ? { ...state, isProbing: true } : state;

/** True if deliveries leave one at a time, each after the answer to the last one. */
export const isOneByOne = (state: LaneState, gate: Gate): boolean =>
  state.reason === 'breaker' || gate === 'one';

/** What is told of a lane after a call. While its credential is refused nothing else matters. `clockMs` is now in ms since 1970. */
export function laneAfterOf(
  { state, gate }: { state: LaneState; gate: Gate },
  nowMs: number,
  clockMs: number,
): LaneAfter {
  if (gate === 'shut') return { state: 'credential-refused' };
  const leftMs = Math.ceil(state.closedUntilMs - nowMs);
  if (leftMs > 0)
    return {
      state: state.reason === 'throttled' ? 'throttled' : 'closed',
      untilMs: Math.round(clockMs + leftMs),
    };
  return { state: isOneByOne(state, gate) ? 'half-open' : 'open' };
}

/** How many deliveries may leave together: none while closed, one to find out whether the vendor works again. */
export function allowance(state: LaneState, gate: Gate, nowMs: number, most: number): number {
  if (gate === 'shut' || state.closedUntilMs > nowMs) return 0;
  return isOneByOne(state, gate) ? 1 : most;
}
