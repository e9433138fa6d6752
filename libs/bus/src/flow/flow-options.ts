// The options of a flow, with their values in production.
import type { Backoff } from '../backoff';

export interface FlowOptions {
  /** The most records that a handler gets at once. */
  sliceRecords: number;
  commitEveryMs: number;
  retry: Backoff;
  /** How often the freshness of the state feed is checked. */
  checkEveryMs: number;
  /** How often the ends of the partitions are asked for: held partitions are not read, so no fetch tells them. */
  lagEveryMs: number;
  /** A fetch loop without a sign of life for this long hangs (docs/kafka.md, 3.9). */
  silentAfterMs: number;
}

export const FLOW_OPTIONS: FlowOptions = {
  sliceRecords: 1000,
  commitEveryMs: 500,
  retry: { firstMs: 100, maxMs: 5_000 },
  checkEveryMs: 500,
  lagEveryMs: 15_000,
  silentAfterMs: 60_000,
};
