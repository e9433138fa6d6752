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
};

export type DeliveryLogConfig = ConfigOf<typeof deliveryLogFields>;

/** What the rest of the service needs of it, in its own units. */
export abstract class Limits {
  abstract readonly keepDays: number;
  abstract readonly gatherMs: number;
}

export const limitsOf = (config: DeliveryLogConfig): Limits => ({
  keepDays: config.DELIVERY_LOG_KEEP_DAYS,
  gatherMs: config.DELIVERY_LOG_GATHER_MS,
});
