// The bus of a service over the in-memory log: same providers as BusModule, for flow tests.
import { type DynamicModule, Module } from '@nestjs/common';
import { BUS_OPTIONS, type BusOptions, busProviders, Log, Publisher } from '@offline-push/bus/for-testing';
import { MemoryBus } from './memory-bus';
import { MemoryPublisher } from './memory-publisher';

export interface MemoryBusModuleOptions {
  /** Who publishes: the service's name. */
  service: string;
  bus: MemoryBus;
  options?: Partial<BusOptions>;
}

/** Looks more often than in production, so that a test does not wait for a timer. */
const QUICK: BusOptions = {
  ...BUS_OPTIONS,
  flow: {
    ...BUS_OPTIONS.flow,
    commitEveryMs: 10,
    retry: { firstMs: 5, maxMs: 50 },
    checkEveryMs: 20,
  },
  feed: { ...BUS_OPTIONS.feed, awaitedMs: 5, idleMs: 50 },
};

@Module({})
export class MemoryBusModule {
  static forRoot({ service, bus, options }: MemoryBusModuleOptions): DynamicModule {
    return {
      module: MemoryBusModule,
      global: true,
      ...busProviders(
        service,
        { provide: Log, useValue: bus },
        { provide: Publisher, useValue: new MemoryPublisher(bus, service) },
        { ...QUICK, ...options },
      ),
    };
  }
}
