// The environment of delivery-log: the platform's settings and its own.
import { type ConfigOf, integer, platformFields } from '@offline-push/service-kit';

export const deliveryLogFields = {
  ...platformFields,
  DELIVERY_LOG_KEEP_DAYS: integer({
    default: 30,
    min: 1,
    max: 366,
    says: 'Days for which the story of a push is kept.',
  }),
  DELIVERY_LOG_GATHER_MS: integer({
    default: 1000,
    min: 0,
    max: 3000,
    says: 'Milliseconds for which events are gathered before they are written together. Less shows a story earlier, and costs more.',
  }),
  DELIVERY_LOG_LIVE_STREAMS: integer({
    default: 100,
    min: 1,
    max: 1_000,
    says: 'Event streams (GET …/live) that one process keeps open; beyond them the answer is 503. Each may cost a quarter of a megabyte.',
  }),
  DELIVERY_LOG_LIVE_HEARTBEAT_MS: integer({
    default: 15_000,
    min: 100,
    max: 300_000,
    says: 'An event stream in which nothing happens says so after this time. Shorter than the idle time of any proxy on the way.',
  }),
};

export type DeliveryLogConfig = ConfigOf<typeof deliveryLogFields>;

/** What the rest of the service needs of it, in its own units. */
export abstract class Limits {
  abstract readonly keepDays: number;
  abstract readonly gatherMs: number;
  abstract readonly liveStreams: number;
  abstract readonly liveHeartbeatMs: number;
}

export const limitsOf = (config: DeliveryLogConfig): Limits => ({
  keepDays: config.DELIVERY_LOG_KEEP_DAYS,
  gatherMs: config.DELIVERY_LOG_GATHER_MS,
  liveStreams: config.DELIVERY_LOG_LIVE_STREAMS,
  liveHeartbeatMs: config.DELIVERY_LOG_LIVE_HEARTBEAT_MS,
});
