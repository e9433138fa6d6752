// What can be set about a flow, with the values of production.
import type { Backoff } from '../backoff';

export interface FlowOptions {
  /** Most records a handler gets at once. */
  sliceRecords: number;
  commitEveryMs: number;
  retry: Backoff;
  /** Looks whether the state feed is fresh that often. */
  checkEveryMs: number;
  /** Asks how far the partitions have grown that often: those that are held are not read. */
  lagEveryMs: number;
  /** No sign of the fetch loop for so long: it hangs (docs/kafka.md, 3.9). */
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
