// Kafka as a log: consumers of groups, and what the admin API says about partitions and groups.
import type { Admin } from 'kafkajs';
import { Log, type LogConsumer, type LogListener, type Position, type Range } from '../log';
import { kafkaClient, type KafkaOptions } from './client';
import { CONSUMER_SETTINGS, KafkaConsumer, type KafkaConsumerSettings } from './consumer';

export class KafkaLog extends Log {
  private readonly admin: Admin;
  private connecting: Promise<void> | null = null;

  constructor(
    private readonly options: KafkaOptions,
    private readonly settings: KafkaConsumerSettings = CONSUMER_SETTINGS,
  ) {
    super();
    this.admin = kafkaClient(options).admin();
  }

  /** Each consumer has a client of its own: kafkajs shares the offsets of a group within a client. */
  override consumer(group: string, topics: readonly string[], listener: LogListener): LogConsumer {
    return new KafkaConsumer(this.options, group, topics, listener, this.settings);
  }

  override async ranges(topics: readonly string[]): Promise<Range[]> {
    await this.connect();
    const byTopic = await Promise.all(
      topics.map(async (topic) => {
        const offsets = await this.admin.fetchTopicOffsets(topic);
        return offsets.map(({ partition, low, high }) => ({
          topic,
          partition,
          start: BigInt(low),
          end: BigInt(high),
        }));
      }),
    );
    return byTopic.flat();
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
