// What operators should read about a lane: a line for each change, none for each call. Pure.
import type { LaneState } from '../lanes/lane-state';

export interface LaneNews {
  readonly event: 'breaker-opened' | 'breaker-half-open' | 'breaker-closed' | 'throttled' | 'throttle-over';
  /** No call for so long. */
  readonly pauseMs?: number;
  readonly failures?: number;
  readonly code?: string | undefined;
  readonly says?: string | undefined;
}

/** `was` became `is`. While a lane is closed the answers of calls under way change nothing worth a line. */
export function laneNewsOf(was: LaneState, is: LaneState, nowMs: number): LaneNews | undefined {
  const { code, says, failures } = is;
  const pauseMs = Math.round(is.closedUntilMs - nowMs);
  if (is.why === 'breaker' && is.isProbing === true)
    return was.isProbing === true ? undefined : { event: 'breaker-half-open' };
  if (is.why === 'breaker')
    return was.why === 'breaker' && was.isProbing !== true
      ? undefined
      : { event: 'breaker-opened', pauseMs, failures, code, says };
  if (is.why === 'throttled')
    return was.why === 'throttled' && was.closedUntilMs > nowMs
      ? undefined
      : { event: 'throttled', pauseMs, code, says };
  if (was.why === 'breaker') return { event: 'breaker-closed' };
  return was.why === 'throttled' ? { event: 'throttle-over' } : undefined;
}
