// The bus of a service over Kafka.
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Publisher } from '../bus';
import type { KafkaOptions } from '../kafka/client';
import { KafkaLog } from '../kafka/kafka-log';
import { KafkaPublisher } from '../kafka/produce/publisher';
import { Log } from '../log';
import { BUS_OPTIONS, type BusOptions } from '../options';
import { busProviders } from './bus.providers';

export interface BusModuleOptions {
  /** Who publishes: the service's name. Also its client id at the broker. */
  service: string;
  kafka: Omit<KafkaOptions, 'clientId'>;
  options?: Partial<BusOptions>;
}

@Module({})
export class BusModule implements OnApplicationShutdown {
  constructor(
    private readonly log: Log,
    @Inject(Publisher) private readonly publisher: KafkaPublisher,
  ) {}

  static forRoot({ service, kafka, options }: BusModuleOptions): DynamicModule {
    const client: KafkaOptions = { ...kafka, clientId: service };
    return {
      module: BusModule,
      global: true,
      ...busProviders(
        service,
        { provide: Log, useFactory: () => new KafkaLog(client) },
        { provide: Publisher, useFactory: () => new KafkaPublisher({ ...client, source: service }) },
        { ...BUS_OPTIONS, ...options },
      ),
    };
  }

  /** After the consumers: their last slices publish. */
  async onApplicationShutdown(): Promise<void> {
    await this.publisher.close();
    await this.log.close();
  }
}
