// What can be set about the bus of a service, with the values that were measured (docs/kafka.md). Tests shorten some of them.
import { FEED_WATCH, type FeedWatchOptions } from './catch-up/feed-watch';
import { FLOW_OPTIONS, type FlowOptions } from './flow/flow-options';
import { STOP_WITHIN } from './stopping';

export interface BusOptions {
  flow: FlowOptions;
  feed: FeedWatchOptions;
  /** Slices that run may finish within this time at shutdown. */
  stopWithinMs: number;
  /** Ends the process when a consumer is dead for good. */
  exit: (code: number) => void;
}

export const BUS_OPTIONS: BusOptions = {
  flow: FLOW_OPTIONS,
  feed: FEED_WATCH,
  stopWithinMs: STOP_WITHIN.flowsMs,
  exit: (code) => process.exit(code),
};
