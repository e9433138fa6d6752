// The bus on a real Kafka, for the conformance suite. Writes and reads as a client that is not ours would.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { deadLetter, type Topic } from '@offline-push/contracts';
import type { Admin, ITopicConfig, Producer } from 'kafkajs';
import {
  type BusRecord,
  createTopics,
  kafkaClient,
  KafkaLog,
  type KafkaOptions,
  KafkaPublisher,
  type Partition,
  topicConfig,
} from '@offline-push/bus/for-testing';
import type { Transaction } from '../memory-bus/memory-bus';
import { rawOf, type RawRecord } from '../memory-bus/raw-record';
import { TopicReader } from './topic-reader';
import { PARTITIONS, type Step, type Victim, type World } from './world';

const ROOT = join(__dirname, '..', '..', '..', '..');

export class KafkaWorld implements World {
  readonly publisher: KafkaPublisher;
  readonly impatient: KafkaPublisher;
  private readonly admin: Admin;
  private readonly producer: Producer;
  private readonly readers = new Map<string, TopicReader>();

  private constructor(private readonly options: KafkaOptions) {
    this.publisher = new KafkaPublisher({ ...options, source: 'conformance' });
    this.impatient = new KafkaPublisher({ ...options, source: 'conformance', deadlineMs: 1_000 });
    this.admin = kafkaClient(options).admin();
    this.producer = kafkaClient(options).producer({ allowAutoTopicCreation: false });
  }

  static async open(brokers: readonly string[]): Promise<KafkaWorld> {
    const world = new KafkaWorld({ brokers, clientId: 'conformance' });
    await Promise.all([world.admin.connect(), world.producer.connect()]);
    await world.make([deadLetter as unknown as Topic]);
    return world;
  }

  async createTopics(topics: readonly Topic<Step>[], sort?: { keepsTimes: boolean }): Promise<void> {
    if (sort?.keepsTimes === true) {
      await this.admin.createTopics({ topics: topics.map(keepingTimes), waitForLeaders: true });
    }
    await this.make(topics as unknown as Topic[]);
  }

  connect(): KafkaLog {
    return new KafkaLog(this.options);
  }

  async write(topic: string, record: RawRecord): Promise<void> {
    const { key, value, headers, timestampMs } = rawOf(record);
    await this.producer.send({
      topic,
      messages: [{ key, value, headers, timestamp: String(timestampMs) }],
    });
  }

  async begin(topic: string, record: RawRecord): Promise<Transaction> {
    const { key, value, headers, timestampMs } = rawOf(record);
    const producer = kafkaClient(this.options).producer({
      transactionalId: `stranger-${randomUUID()}`,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({
      topic,
      messages: [{ key, value, headers, timestamp: String(timestampMs) }],
    });
    const end = (how: 'commit' | 'abort') => () => transaction[how]().finally(() => producer.disconnect());
    return { commit: end('commit'), abort: end('abort') };
  }

  async read(topic: string): Promise<BusRecord[]> {
    const reader = this.readers.get(topic) ?? new TopicReader(this.options, topic);
    this.readers.set(topic, reader);
    await reader.start();
    return reader.records;
  }

  async truncate({ topic, partition }: Partition, start: bigint): Promise<void> {
    await this.admin.fetchTopicOffsets(topic); // kafkajs must know the topic's leaders first
    await this.admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(start) }] });
  }

  async exists(topic: string): Promise<boolean> {
    return (await this.admin.listTopics()).includes(topic);
  }

  /** A process of its own, because only a killed process dies as a killed process does. */
  async victim(topic: Topic<Step>, group: string): Promise<Victim> {
    const child = spawn(
      process.execPath,
      ['-r', join(ROOT, 'tools/build/register.cjs'), join(__dirname, 'victim.ts')],
      {
        env: {
          ...process.env,
          KAFKA_BROKERS: this.options.brokers.join(','),
          VICTIM_TOPIC: topic.name,
          VICTIM_GROUP: group,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const took = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => line === 'took' && resolve());
      child.once('exit', (code) => reject(new Error(`the victim ended by itself with ${code}`)));
    });
    return {
      took,
      kill: async () => {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.readers.values()].map((reader) => reader.stop()));
    await Promise.all([this.publisher.close(), this.impatient.close()]);
    await Promise.all([this.admin.disconnect(), this.producer.disconnect()]);
  }

  private async make(topics: readonly Topic[]): Promise<void> {
    await createTopics(this.options, topics, { partitions: PARTITIONS, replicationFactor: 1 });
  }
}

const keepingTimes = (topic: Topic<Step>): ITopicConfig => {
  const made = topicConfig(topic as unknown as Topic, { partitions: PARTITIONS, replicationFactor: 1 });
  const configEntries = (made.configEntries ?? []).filter(({ name }) => name !== 'message.timestamp.type');
  return { ...made, configEntries };
};
