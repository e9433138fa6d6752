// Implements log.ts with Kafka: consumers of groups, the ranges of partitions, and the commits of groups.
import type { Admin } from 'kafkajs';
import { Log, type LogConsumer, type LogListener, type Position, type Ranges, type Reading } from '../log';
import { kafkaClient, type KafkaOptions } from './client';
import { CONSUMER_SETTINGS, KafkaConsumer, PATIENT, type KafkaConsumerSettings } from './consumer';
import { Ends } from './ends';

export class KafkaLog extends Log {
  private readonly admin: Admin;
  private readonly ends: Ends;
  private connecting: Promise<void> | null = null;

  constructor(
    private readonly options: KafkaOptions,
    private readonly settings: KafkaConsumerSettings = CONSUMER_SETTINGS,
  ) {
    super();
    this.admin = kafkaClient(options).admin();
    this.ends = new Ends(options);
  }

  /** Each consumer has its own client, because kafkajs shares the offsets of a group within a client. */
  override consumer(
    group: string,
    topics: readonly string[],
    listener: LogListener,
    { isPatient }: Reading = {},
  ): LogConsumer {
    const settings = isPatient === true ? { ...this.settings, ...PATIENT } : this.settings;
    return new KafkaConsumer(this.options, group, topics, listener, settings);
  }

  override ranges(topics: readonly string[]): Promise<Ranges> {
    return this.ends.ranges(topics);
  }

  override async committed(group: string, topics: readonly string[]): Promise<Position[]> {
    await this.connect();
    const byTopic = await this.admin.fetchOffsets({ groupId: group, topics: [...topics] });
    return byTopic
      .flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) })),
      )
      .filter(({ offset }) => offset >= 0n); // Kafka's −1: no commit
  }

  override async close(): Promise<void> {
    await this.ends.close();
    if (this.connecting !== null) await this.admin.disconnect();
  }

  private connect(): Promise<void> {
    this.connecting ??= this.admin.connect().catch((error: unknown) => {
      this.connecting = null;
      throw error;
    });
    return this.connecting;
  }
}
