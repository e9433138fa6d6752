// The providers of every service with a bus, for any log.
import type { DynamicModule, Provider } from '@nestjs/common';
import { Publisher } from '../bus';
import type { BusOptions } from '../options';
import { BusHealth, FeedFreshness } from './bus-health';
import { BUS_SETTINGS, BusStrategy } from './bus.strategy';
import { ReadUpTo } from './read-up-to';

/** Nest token of the service's name, as it stands in `ce_source` and in metrics. */
export const BUS_SERVICE = 'BusService';

export const busProviders = (
  service: string,
  log: Provider,
  publisher: Provider,
  options: BusOptions,
): Required<Pick<DynamicModule, 'providers' | 'exports'>> => ({
  providers: [
    log,
    publisher,
    { provide: BUS_SERVICE, useValue: service },
    { provide: BUS_SETTINGS, useValue: options },
    BusStrategy,
    BusHealth,
    FeedFreshness,
    ReadUpTo,
  ],
  exports: [BUS_SERVICE, Publisher, BusStrategy, BusHealth, FeedFreshness, ReadUpTo],
});
