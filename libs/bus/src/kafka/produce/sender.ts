// Sends what waits: one request at a time to each leader; what gathers meanwhile goes with the next one. Only partitions that the leader
// acknowledged are done. The others are sent again, to the leader of that time (docs/kafka.md, 1.1).
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { doubledMs } from '../../backoff';
import { cut } from '../cures/cure';
import { type ClusterInstance, internals } from '../internals';
import { Leaders } from '../leaders';
import { produceRequest, type ProduceResponse } from './produce-request';
import { RecordRefused, RecordTooLarge } from './publish-errors';
import type { Batch, SendQueue } from './send-queue';

/** How long a broker waits for its replicas. Less than the time after which its connection is cut, ms. */
const REPLICAS_MS = 14_000;
const PAUSE = { firstMs: 50, maxMs: 500 };
/** How often a partition that waits for a leader, or for one that is busy, asks whether it has another one, ms. */
const LOOK_AGAIN_MS = 100;

const OK = 0;
/** MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE. */
const TOO_LARGE = new Set([10, 18]);
/** INVALID_RECORD: the record is wrong. All other errors may pass, and are tried until the deadline. */
const REFUSED = new Set([87]);

export class Sender {
  private readonly logger = new Logger('Publisher');
  private readonly leaders: Leaders;
  private readonly busy = new Set<number>();
  private readonly lookingUp = new Set<string>();
  private lookAgain: NodeJS.Timeout | undefined;
  private isAwake = false;
  private isClosed = false;
  private stalledSinceMs: number | undefined;
  /** Why nothing is sent, for the error of a caller that stops waiting. */
  lastFailure: Error | undefined;

  constructor(
    private readonly cluster: ClusterInstance,
    private readonly queue: SendQueue,
  ) {
    this.leaders = new Leaders(cluster);
  }

  readonly countOf = (topic: string): number | undefined => this.leaders.countOf(topic);

  /** Something can be sent. What comes in during this turn of the event loop leaves together. */
  wake(): void {
    if (this.isAwake || this.isClosed) return;
    this.isAwake = true;
    setImmediate(() => {
      this.isAwake = false;
      if (!this.isClosed) this.round();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.lookAgain);
    await this.disconnect();
  }

  private async disconnect(): Promise<void> {
    const { brokers, seedBroker } = this.cluster.brokerPool;
    // kafkajs would first wait for the answers of a broker that may be frozen.
    for (const broker of [...Object.values(brokers), ...(seedBroker ? [seedBroker] : [])])
      for (const connection of broker.connectionPool.pool) cut(connection, 'The publisher is closed');
    await this.cluster.disconnect();
  }

  private round(): void {
    for (const topic of this.queue.unknownTopics()) void this.lookUp(topic);
    const requests = this.queue.take(
      (topic, partition) => this.leaderOf(topic, partition),
      (leader) => this.busy.has(leader),
    );
    for (const [leader, batches] of requests) void this.send(leader, batches);
    if (this.queue.hasReady) this.lookAgainIn(LOOK_AGAIN_MS);
  }

  private leaderOf(topic: string, partition: number): number | undefined {
    const leader = this.leaders.leaderOf(topic, partition);
    if (leader === undefined) this.lastFailure = new Error(`${topic}/${partition} has no leader`);
    return leader;
  }

  private async send(leader: number, batches: Batch[]): Promise<void> {
    this.busy.add(leader);
    try {
      const response = await this.exchange(leader, batches);
      this.settle(batches, response);
    } catch (error) {
      this.fail(batches, error as Error);
    } finally {
      this.busy.delete(leader);
      this.wake();
    }
  }

  private async exchange(leader: number, batches: Batch[]): Promise<ProduceResponse> {
    const broker = await this.cluster.findBroker({ nodeId: leader });
    return broker.connectionPool.send(produceRequest(batches, REPLICAS_MS));
  }

  /** Partition by partition; one that the response does not name is not acknowledged. */
  private settle(batches: Batch[], { results }: ProduceResponse): void {
    const codes = new Map(
      results.map(({ topic, partition, errorCode }) => [`${topic}/${partition}`, errorCode]),
    );
    const again: Batch[] = [];
    let failure = new Error('the response leaves a partition out');
    for (const batch of batches) {
      const code = codes.get(`${batch.topic}/${batch.partition}`);
      if (code === OK) this.acknowledge(batch);
      else if (code !== undefined && (TOO_LARGE.has(code) || REFUSED.has(code))) this.refuse(batch, code);
      else {
        again.push(batch);
        if (code !== undefined) failure = internals().errorOfCode(code);
      }
    }
    if (again.length > 0) this.fail(again, failure);
  }

  private acknowledge(batch: Batch): void {
    for (const { call } of batch.records) call.acknowledge();
    this.queue.acknowledged(batch);
    if (this.stalledSinceMs === undefined) return;
    this.logger.log({
      event: 'publish-resumed',
      afterMs: Math.round(performance.now() - this.stalledSinceMs),
    });
    this.stalledSinceMs = undefined;
  }

  /** Only the record that is wrong fails its call; its neighbours go again. */
  private refuse(batch: Batch, code: number): void {
    const [first] = batch.records;
    if (batch.records.length > 1 || !first) return this.queue.split(batch);
    first.call.fail(
      TOO_LARGE.has(code)
        ? new RecordTooLarge(batch.topic, first.body.length)
        : new RecordRefused(batch.topic, internals().errorOfCode(code)),
    );
    this.queue.acknowledged(batch);
  }

  /** Metadata first, then again. The partitions stay out until then, so that nothing overtakes. */
  private fail(batches: Batch[], error: Error): void {
    this.lastFailure = error;
    this.tellStall(batches, error);
    this.refreshMetadata();
    for (const batch of batches) void this.retry(batch);
  }

  private async retry(batch: Batch): Promise<void> {
    await sleep(doubledMs(PAUSE, batch.failures));
    // Its time is that of the sending: a clock that was wrong a moment ago (INVALID_TIMESTAMP) is not the record's fault.
    for (const record of batch.records) record.timestampMs = Date.now();
    this.queue.putBack(batch);
    this.wake();
  }

  private async lookUp(topic: string): Promise<void> {
    if (this.lookingUp.has(topic)) return;
    this.lookingUp.add(topic);
    try {
      await this.cluster.connect();
      await this.cluster.addTargetTopic(topic);
      const count = this.leaders.countOf(topic);
      if (count !== undefined) this.queue.placeTopic(topic, count);
      this.wake();
    } catch (error) {
      this.lastFailure = error as Error;
      this.lookAgainIn(PAUSE.maxMs);
    } finally {
      this.lookingUp.delete(topic);
      // It may have connected again behind the back of close().
      if (this.isClosed) await this.disconnect();
    }
  }

  private lookAgainIn(delayMs: number): void {
    this.lookAgain ??= setTimeout(() => {
      this.lookAgain = undefined;
      this.wake();
    }, delayMs);
  }

  private refreshMetadata(): void {
    if (this.isClosed) return;
    this.cluster
      .refreshMetadata()
      .catch((error: Error) => (this.lastFailure = error))
      .finally(() => this.isClosed && void this.disconnect());
  }

  private tellStall(batches: Batch[], error: Error): void {
    if (this.stalledSinceMs !== undefined) return;
    this.stalledSinceMs = performance.now();
    const partitions = batches.map(({ topic, partition }) => `${topic}/${partition}`);
    this.logger.warn({ event: 'publish-stalled', partitions, error: error.message });
  }
}
