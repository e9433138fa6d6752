// Decides which change of a lane's state operators read in the log. Pure.
import type { LaneState } from '../lanes/lane-state';

export interface LaneNews {
  readonly event: 'breaker-opened' | 'breaker-half-open' | 'breaker-closed' | 'throttled' | 'throttle-over';
  /** How long no call is made. */
  readonly pauseMs?: number;
  readonly failures?: number;
  readonly code?: string | undefined;
  readonly says?: string | undefined;
}

/** The news about a change from `was` to `is`. While a lane is closed, answers to calls under way are no news. */
export function laneNewsOf(was: LaneState, is: LaneState, nowMs: number): LaneNews | undefined {
  const { code, says, failures } = is;
  const pauseMs = Math.round(is.closedUntilMs - nowMs);
  if (is.reason === 'breaker' && is.isProbing === true)
    return was.isProbing === true ? undefined : { event: 'breaker-half-open' };
  if (is.reason === 'breaker')
    return was.reason === 'breaker' && was.isProbing !== true
      ? undefined
      : { event: 'breaker-opened', pauseMs, failures, code, says };
  if (is.reason === 'throttled')
    return was.reason === 'throttled' && was.closedUntilMs > nowMs
      ? undefined
      : { event: 'throttled', pauseMs, code, says };
  if (was.reason === 'breaker') return { event: 'breaker-closed' };
  return was.reason === 'throttled' ? { event: 'throttle-over' } : undefined;
}
