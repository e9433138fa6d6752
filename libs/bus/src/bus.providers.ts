// What every service with a bus gets, whatever log it is connected to.
import type { DynamicModule, Provider } from '@nestjs/common';
import { Publisher } from './bus';
import { BusHealth, FeedFreshness } from './bus-health';
import { BUS_SETTINGS, BusStrategy } from './bus.strategy';
import type { BusOptions } from './options';

export const busProviders = (
  log: Provider,
  publisher: Provider,
  options: BusOptions,
): Required<Pick<DynamicModule, 'providers' | 'exports'>> => ({
  providers: [
    log,
    publisher,
    { provide: BUS_SETTINGS, useValue: options },
    BusStrategy,
    BusHealth,
    FeedFreshness,
  ],
  exports: [Publisher, BusStrategy, BusHealth, FeedFreshness],
});
