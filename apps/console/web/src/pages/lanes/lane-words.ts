// A lane in words and states. Pure.
import type { State } from '../../parts/state';
import { offsetWord } from '../../parts/time';
import type { ShownLane } from './asks';

const STATES: Record<ShownLane['state'], State> = {
  open: 'done',
  // The vendor is asked again by itself: nobody has to do anything.
  ...{ 'half-open': 'waiting', closed: 'waiting', throttled: 'waiting', 'not-effective': 'waiting' },
  ...{ 'not-open': 'waiting', paused: 'stopped', disabled: 'stopped', deleted: 'stopped' },
  ...{ 'credential-refused': 'failed', unopened: 'failed' },
};

export const stateOf = (lane: ShownLane): State => STATES[lane.state];

/** Whether its credential has to be mended. */
export const needsCredential = ({ state }: ShownLane): boolean =>
  state === 'credential-refused' || state === 'unopened';

const QUIET: ReadonlySet<ShownLane['state']> = new Set(['disabled', 'deleted', 'not-effective', 'not-open']);

/** Lanes that run, and those that somebody should look at. Those of certificates that are switched off are neither. */
export function countOf(lanes: readonly ShownLane[]): { ok: number; bad: number } {
  const those = lanes.filter(({ state }) => !QUIET.has(state));
  const ok = those.filter(({ state }) => state === 'open').length;
  return { ok, bad: those.length - ok };
}

/** How old the oldest push that waits is; undefined: nothing waits. */
export const ageMsOf = ({ backlog }: ShownLane, atMs: number): number | undefined =>
  backlog.targets === 0 || backlog.oldestSentAtMs === undefined
    ? undefined
    : Math.max(0, atMs - backlog.oldestSentAtMs);

/** `0.4 s`, `3 min 10 s` */
export const ageWord = (ms: number | undefined): string =>
  ms === undefined ? '–' : ms < 1_000 ? `${(ms / 1000).toFixed(1)} s` : offsetWord(ms).slice(1);

export const promqlOf = ({ certificateId, vendor }: ShownLane): string =>
  [
    `offline_push_lane_depth{certificate="${certificateId}"}`,
    `offline_push_lane_state{certificate="${certificateId}"} == 1`,
    `histogram_quantile(0.95, sum by (le) (rate(offline_push_vendor_request_duration_seconds_bucket{vendor="${vendor}"}[5m])))`,
    `sum by (verdict) (rate(offline_push_vendor_requests_total{vendor="${vendor}"}[5m]))`,
  ].join('\n');
