// Reads a whole topic with a plain kafkajs consumer: a witness that shares no code with the bus.
import { randomUUID } from 'node:crypto';
import type { Consumer } from 'kafkajs';
import { type BusRecord, kafkaClient, type KafkaOptions } from '@offline-push/bus/for-testing';

export class TopicReader {
  readonly records: BusRecord[] = [];
  private readonly consumer: Consumer;
  private starting: Promise<void> | undefined;

  constructor(
    options: KafkaOptions,
    private readonly topic: string,
  ) {
    this.consumer = kafkaClient(options).consumer({
      groupId: `witness-${randomUUID()}`,
      maxWaitTimeInMs: 50,
    });
  }

  start(): Promise<void> {
    return (this.starting ??= this.run());
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
  }

  private async run(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topic: this.topic, fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message }) => {
        const { offset, key, value, timestamp } = message;
        this.records.push({
          topic,
          partition,
          offset,
          key,
          value,
          headers: {},
          timestampMs: Number(timestamp),
        });
      },
    });
  }
}
