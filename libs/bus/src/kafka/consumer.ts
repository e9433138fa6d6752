// A member of a group, made of a kafkajs consumer: turns its batches and events into the types of log.ts. No error reaches kafkajs, no
// commit delays a fetch, and heartbeats go on while a slice runs. The flow decides what happens with records.
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { BusRecord } from '../bus';
import type { Fetched, LogConsumer, LogListener, Partition, Position } from '../log';
import { kafkaClient, type KafkaOptions } from './client';
import { spanOf } from './fetch/fetch-response';
import type { FetchedMessage } from './fetch/message';
import type { BatchInstance } from './internals';

export interface KafkaConsumerSettings {
  /** A member without a heartbeat for so long is dead. After a SIGKILL its partitions wait this long, ms. */
  sessionTimeout: number;
  /** In a rebalance slices must end within this time, ms. */
  rebalanceTimeout: number;
  heartbeatInterval: number;
  /** Longest wait of a fetch for records. A resumed partition is read again after at most this, ms. */
  maxWaitTimeInMs: number;
  /** With so many bytes it does not wait. */
  minBytes?: number;
  maxBytesPerPartition: number;
  /** Size of a whole fetch. On the heap it takes three to five times as much. */
  maxBytes: number;
}

/** Measured with brokers that die and freeze (docs/kafka.md, 3). */
export const CONSUMER_SETTINGS: KafkaConsumerSettings = {
  sessionTimeout: 10_000,
  rebalanceTimeout: 10_000,
  heartbeatInterval: 1_000,
  maxWaitTimeInMs: 100,
  maxBytesPerPartition: 512 * 1024,
  maxBytes: 8 * 1024 * 1024,
};

/**
 * Of a flow that nobody waits for: few large fetches instead of one for each record. All its partitions have a share of a fetch, so that what
 * one topic tells of a message is read at about the same time as what another does.
 */
export const PATIENT = { maxWaitTimeInMs: 500, minBytes: 1024 * 1024, maxBytesPerPartition: 256 * 1024 };

/** kafkajs' workers, one per partition. As many as a pod may own, so that all partitions of a fetch come into one slice. */
const WORKERS = 64;
const RETRY = { initialRetryTime: 100, maxRetryTime: 500, factor: 0.2, multiplier: 2, retries: 5 };

export class KafkaConsumer implements LogConsumer {
  private readonly logger = new Logger('KafkaConsumer');
  private readonly consumer: Consumer;
  private lastSign = performance.now();
  /** kafkajs can pause from the first assignment until it stops or crashes. A new assignment begins with its own pauses. */
  private isRunning = false;
  private isStopped = false;

  constructor(
    options: KafkaOptions,
    private readonly group: string,
    private readonly topics: readonly string[],
    private readonly listener: LogListener,
    private readonly settings: KafkaConsumerSettings,
  ) {
    this.consumer = kafkaClient(options).consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      retry: { ...RETRY, restartOnFailure: () => Promise.resolve(!this.isStopped) },
      ...settings,
    });
    this.listen();
  }

  async start(): Promise<void> {
    this.lastSign = performance.now();
    await this.consumer.connect();
    for (const topic of this.topics) await this.subscribe(topic);
    if (this.isStopped) return this.consumer.disconnect(); // stopped while it connected
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: WORKERS,
      eachBatch: (payload) => this.each(payload),
    });
    // A stop during the join found no runner to stop. Without this, kafkajs would go on fetching.
    if (this.isStopped) await this.consumer.disconnect();
  }

  /** Subscribes to each topic alone, so that an error names the topic that is missing. */
  private async subscribe(topic: string): Promise<void> {
    try {
      await this.consumer.subscribe({ topics: [topic], fromBeginning: true });
    } catch (error) {
      const { message } = error as Error;
      throw Object.assign(error as Error, { message: `${topic}: ${message}` });
    }
  }

  pause(partitions: readonly Partition[]): void {
    if (this.isRunning) this.consumer.pause(byTopic(partitions));
  }

  resume(partitions: readonly Partition[]): void {
    if (this.isRunning) this.consumer.resume(byTopic(partitions));
  }

  seek({ topic, partition, offset }: Position): void {
    if (this.isRunning) this.consumer.seek({ topic, partition, offset: String(offset) });
  }

  async commit(positions: readonly Position[]): Promise<void> {
    await this.consumer.commitOffsets(
      positions.map(({ topic, partition, offset }) => ({ topic, partition, offset: String(offset) })),
    );
  }

  lastSignMs(): number {
    return this.lastSign;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.isRunning = false;
    await this.consumer.disconnect();
  }

  private listen(): void {
    const { events } = this.consumer;
    const sign = (): void => void (this.lastSign = performance.now());
    for (const event of [
      events.FETCH,
      events.HEARTBEAT,
      events.CONNECT,
      events.REQUEST_TIMEOUT,
      events.CRASH,
    ])
      this.consumer.on(event, sign);
    this.consumer.on(events.GROUP_JOIN, ({ payload }) => {
      this.isRunning = true;
      this.listener.assigned(partitionsOf(payload.memberAssignment));
    });
    this.consumer.on(events.STOP, () => {
      this.isRunning = false;
    });
    this.consumer.on(events.REBALANCING, () => this.listener.losing());
    this.consumer.on(events.CRASH, ({ payload }) => this.listener.crashed(payload.error, payload.restart));
  }

  private async each(payload: EachBatchPayload): Promise<void> {
    if (!payload.isRunning() || payload.isStale()) return;
    const beat = setInterval(() => this.beat(payload), this.settings.heartbeatInterval);
    try {
      const fetched = fetchedOf(payload.batch);
      const next = await this.listener.take(fetched);
      if (next > fetched.askedOffset) payload.resolveOffset(String(next - 1n));
    } catch (error) {
      this.listener.stumbled(payload.batch.topic, error);
    } finally {
      clearInterval(beat);
    }
  }

  /** A failed heartbeat is only logged, because kafkajs' fetch loop meets the same error. */
  private beat(payload: EachBatchPayload): void {
    payload.heartbeat().catch((error: Error) => {
      this.logger.debug({ event: 'heartbeat-failed', group: this.group, error: error.message });
    });
  }
}

const partitionsOf = (assignment: Record<string, number[]>): Partition[] =>
  Object.entries(assignment).flatMap(([topic, numbers]) =>
    numbers.map((partition) => ({ topic, partition })),
  );

function byTopic(partitions: readonly Partition[]): { topic: string; partitions: number[] }[] {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  return [...topics].map(([topic, numbers]) => ({ topic, partitions: numbers }));
}

/** Our consumers decode fetches themselves (cures/record-decoder.ts), so the batch says where it began and where it ended. */
function fetchedOf(batch: EachBatchPayload['batch']): Fetched {
  const { topic, partition } = batch;
  const { fetchedOffset, rawMessages } = batch as unknown as BatchInstance;
  const askedOffset = BigInt(fetchedOffset);
  return {
    topic,
    partition,
    records: batch.messages.map((message) =>
      recordOf(topic, partition, message as unknown as FetchedMessage),
    ),
    askedOffset,
    nextOffset: BigInt(batch.lastOffset()) + 1n,
    startOffset: spanOf(rawMessages)?.startOffset ?? askedOffset,
    endOffset: BigInt(batch.highWatermark),
  };
}

function recordOf(topic: string, partition: number, message: FetchedMessage): BusRecord {
  const { offset, key, value, headers, timestamp, batchOffset, notDecodable } = message;
  const record: BusRecord = {
    topic,
    partition,
    offset,
    key,
    value,
    headers,
    timestampMs: Number(timestamp),
  };
  if (batchOffset !== undefined) record.batchOffset = batchOffset;
  if (notDecodable !== undefined) record.notDecodable = notDecodable;
  return record;
}
