// The environment of delivery-log: the platform's settings and its own.
import {
  type ConfigOf,
  flag,
  integer,
  KeyRing,
  platformFields,
  proxyFields,
  secret,
} from '@offline-push/service-kit';

const HOUR_MS = 3_600_000;

export const deliveryLogFields = {
  ...platformFields,
  ...proxyFields,
  DELIVERY_LOG_KEEP_DAYS: integer({
    default: 30,
    min: 1,
    max: 366,
    says: 'Days for which the story of a push is kept. An app may keep fewer: PUT /v1/apps/{app}/keeping.',
  }),
  DELIVERY_LOG_STATISTICS_DAYS: integer({
    default: 400,
    min: 1,
    max: 3660,
    says: 'Days for which the figures of pushes are kept. They outlive the stories that they were counted from.',
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
  DELIVERY_LOG_SEAL_KEYS: secret({
    optional: true,
    complains: (given) => KeyRing.complaint(given),
    says: 'Key ring that seals the secrets of webhooks, in the form of SEAL_KEYS. A ring of its own: that of certificates opens credentials. Absent: no webhooks.',
  }),
  DELIVERY_LOG_WEBHOOK_INSIDE: flag({
    default: false,
    says: 'For development: webhooks may also be http and have addresses that are not public.',
  }),
  DELIVERY_LOG_WEBHOOK_TIMEOUT_MS: integer({
    default: 15_000,
    min: 100,
    max: 60_000,
    says: 'Milliseconds in which a webhook must have answered.',
  }),
  DELIVERY_LOG_WEBHOOK_RETRY_MS: integer({
    default: 5_000,
    min: 10,
    max: 600_000,
    says: 'Milliseconds after which a failed request is sent again; twice as long each time, at most an hour.',
  }),
  DELIVERY_LOG_WEBHOOK_HOLD_MS: integer({
    default: 3_000,
    min: 0,
    max: 60_000,
    says: 'Milliseconds for which arrivals wait, so that "sent" goes before them: the two come on different topics. Clicks wait twice as long: a vendor may report one before its arrival. Ten times as long while the service is behind.',
  }),
  DELIVERY_LOG_WEBHOOK_FAILING_HOURS: integer({
    default: 120,
    min: 1,
    max: 720,
    says: 'Hours without a request that was taken after which a webhook is disabled.',
  }),
  DELIVERY_LOG_WEBHOOK_KEEP_HOURS: integer({
    default: 168,
    min: 1,
    max: 720,
    says: 'Hours for which events of webhooks are kept, for replays and for a receiver that is away. What was not taken by then is dropped and counted.',
  }),
};

export type DeliveryLogConfig = ConfigOf<typeof deliveryLogFields>;

/** What the rest of the service needs of it, in its own units. */
export abstract class Limits {
  abstract readonly keepDays: number;
  abstract readonly statisticsDays: number;
  abstract readonly gatherMs: number;
  abstract readonly liveStreams: number;
  abstract readonly liveHeartbeatMs: number;
  abstract readonly webhooks: WebhookLimits;
}

export interface WebhookLimits {
  readonly mayBeInside: boolean;
  readonly timeoutMs: number;
  readonly retryMs: number;
  readonly holdMs: number;
  readonly failingMs: number;
  readonly keepMs: number;
}

export const limitsOf = (config: DeliveryLogConfig): Limits => ({
  keepDays: config.DELIVERY_LOG_KEEP_DAYS,
  statisticsDays: config.DELIVERY_LOG_STATISTICS_DAYS,
  gatherMs: config.DELIVERY_LOG_GATHER_MS,
  liveStreams: config.DELIVERY_LOG_LIVE_STREAMS,
  liveHeartbeatMs: config.DELIVERY_LOG_LIVE_HEARTBEAT_MS,
  webhooks: {
    mayBeInside: config.DELIVERY_LOG_WEBHOOK_INSIDE,
    timeoutMs: config.DELIVERY_LOG_WEBHOOK_TIMEOUT_MS,
    retryMs: config.DELIVERY_LOG_WEBHOOK_RETRY_MS,
    holdMs: config.DELIVERY_LOG_WEBHOOK_HOLD_MS,
    failingMs: config.DELIVERY_LOG_WEBHOOK_FAILING_HOURS * HOUR_MS,
    keepMs: config.DELIVERY_LOG_WEBHOOK_KEEP_HOURS * HOUR_MS,
  },
});

export const webhookKeysOf = ({
  DELIVERY_LOG_SEAL_KEYS: keys,
}: Pick<DeliveryLogConfig, 'DELIVERY_LOG_SEAL_KEYS'>): KeyRing | undefined =>
  keys && KeyRing.parse(keys.reveal());
