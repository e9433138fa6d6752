// A lane as one pod has it, as it tells the others, and several of them as one. Pure.
import { LANE_WORDS } from '@offline-push/contracts';
import type { Latency } from './latency';
import { summed } from './latency';
import { type ErrorCount, summedErrors } from './tally';

/** The worst first: of several pods that differ, this one's word is told. */
const STATES = [
  'unopened',
  ...(['not-effective', 'paused', 'credential-refused', 'closed', 'throttled', 'half-open', 'open'] as const),
  'not-open',
] as const satisfies readonly ((typeof LANE_WORDS)[number] | 'unopened' | 'not-effective' | 'not-open')[];

export interface PodLane {
  readonly state: (typeof STATES)[number];
  readonly untilMs?: number | undefined;
  readonly code?: string | undefined;
  readonly says?: string | undefined;
  readonly inMemory: number;
  readonly inFlight: number;
  readonly mostInFlight: number;
  readonly answersPerSecond: number;
  readonly latency: Latency;
  readonly errors: readonly ErrorCount[];
}

/** Of all pods that have the lane. */
export interface Together extends PodLane {
  readonly pods: number;
}

const NO_POD: Together = {
  ...{
    state: 'not-open',
    inMemory: 0,
    inFlight: 0,
    mostInFlight: 0,
    answersPerSecond: 0,
    latency: new Map(),
    errors: [],
  },
  pods: 0,
};

export function together(lanes: readonly PodLane[]): Together {
  const [worst] = [...lanes].sort(
    (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || (b.untilMs ?? 0) - (a.untilMs ?? 0),
  );
  if (worst === undefined) return NO_POD;
  const sum = (of: (lane: PodLane) => number): number => lanes.reduce((all, lane) => all + of(lane), 0);
  return {
    ...worst,
    inMemory: sum(({ inMemory }) => inMemory),
    inFlight: sum(({ inFlight }) => inFlight),
    mostInFlight: sum(({ mostInFlight }) => mostInFlight),
    answersPerSecond: sum(({ answersPerSecond }) => answersPerSecond),
    latency: summed(lanes.map(({ latency }) => latency)),
    errors: summedErrors(lanes.flatMap(({ errors }) => errors)),
    pods: lanes.filter(({ state }) => state !== 'not-open').length,
  };
}

/** As a row keeps it. */
export const written = ({ latency, ...lane }: PodLane): string =>
  JSON.stringify({ ...lane, latency: [...latency] });

export function readBack(body: string): PodLane {
  const { latency, ...lane } = JSON.parse(body) as Omit<PodLane, 'latency'> & { latency: [number, number][] };
  return { ...lane, latency: new Map(latency) };
}
