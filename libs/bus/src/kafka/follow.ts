// Reads topics from now on, without a consumer group, for who shows what happens while people look. It commits nothing, needs only the right to
// read, and goes on by itself after the brokers were away.
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { doubledMs } from '../backoff';
import type { BusRecord } from '../bus';
import { partitionKeyOf } from '../log';
import { kafkaCluster, type KafkaOptions, REQUEST_TIMEOUT_MS } from './client';
import { Ends } from './ends';
import { type FetchedPartition, type FetchResponse, spanOf } from './fetch/fetch-response';
import type { ClusterInstance, KafkaFailure } from './internals';
import { Leaders } from './leaders';

const READ_COMMITTED = 1;
const MAX_WAIT_MS = 100;
const PARTITION_BYTES = 262_144;
const FETCH_BYTES = 4_194_304;
/** Between two tries while brokers or topics are away. */
const AGAIN = { firstMs: 200, maxMs: 3_000 };

interface Place {
  readonly topic: string;
  readonly partition: number;
  /** Read on from here. */
  at: bigint;
}

export class Follow {
  private readonly logger = new Logger('Follow');
  private readonly places = new Map<string, Place>();
  private readonly missed = new Set<string>();
  private readonly closing = new AbortController();
  private cluster: ClusterInstance | undefined;
  private running: Promise<void> | undefined;
  private isReading = false;

  constructor(
    private readonly options: KafkaOptions,
    private readonly topics: readonly string[],
    private readonly take: (record: BusRecord) => void,
  ) {}

  /** What is published from the moment on in which a topic is first found is read. */
  start(): void {
    this.running ??= this.run();
  }

  /** All topics were found, and the last read did not fail. */
  get isUpToDate(): boolean {
    return this.isReading;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.cluster?.disconnect();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.closing.signal.aborted; ) {
      try {
        await this.findPlaces();
        const cluster = this.cluster ?? (await this.connect());
        this.isReading = true;
        for (failures = 0; !this.closing.signal.aborted; ) await this.read(cluster);
      } catch (error) {
        this.isReading = false;
        if (this.closing.signal.aborted) break;
        if (failures++ === 0) this.logger.warn({ event: 'follow-failed', error: wordsOf(error) });
        this.forgetDropped(error as Partial<KafkaFailure & Place>);
        await this.disconnect();
        await sleep(doubledMs(AGAIN, failures), undefined, { signal: this.closing.signal }).catch(() => undefined); // prettier-ignore
      }
    }
    await this.disconnect();
  }

  /** A topic that was missing at first is read from its start: all of it came since. */
  private async findPlaces(): Promise<void> {
    const known = new Set([...this.places.values()].map(({ topic }) => topic));
    const unknown = this.topics.filter((topic) => !known.has(topic));
    if (unknown.length === 0) return;
    const ends = new Ends(this.options);
    try {
      for (const topic of unknown) {
        const found = await ends.ranges([topic]).catch((error: unknown) => {
          this.missed.add(topic);
          throw error;
        });
        for (const { partition, start, end } of found.known) {
          const at = this.missed.has(topic) ? start : end;
          this.places.set(partitionKeyOf({ topic, partition }), { topic, partition, at });
        }
      }
    } finally {
      await ends.close();
    }
  }

  /** It is kept before it is connected: whatever fails on the way, its connections are closed. */
  private async connect(): Promise<ClusterInstance> {
    const cluster = (this.cluster = kafkaCluster(this.options, REQUEST_TIMEOUT_MS));
    await cluster.connect();
    for (const topic of this.topics) await cluster.addTargetTopic(topic);
    return cluster;
  }

  private async disconnect(): Promise<void> {
    const { cluster } = this;
    this.cluster = undefined;
    await cluster?.disconnect();
  }

  private async read(cluster: ClusterInstance): Promise<void> {
    await Promise.all(
      [...this.byLeader(new Leaders(cluster))].map(async ([nodeId, places]) => {
        const broker = await cluster.findBroker({ nodeId });
        const limits = { isolationLevel: READ_COMMITTED, maxWaitTime: MAX_WAIT_MS, maxBytes: FETCH_BYTES };
        this.takeAll(await broker.fetch({ ...limits, topics: requestOf(places) }));
      }),
    );
  }

  private byLeader(leaders: Leaders): Map<number, Place[]> {
    const found = new Map<number, Place[]>();
    for (const place of this.places.values()) {
      const leader = leaders.leaderOf(place.topic, place.partition);
      if (leader === undefined) throw new Error(`${place.topic}/${place.partition} has no leader now`);
      found.set(leader, [...(found.get(leader) ?? []), place]);
    }
    return found;
  }

  private takeAll({ responses }: FetchResponse): void {
    for (const { topicName: topic, partitions } of responses) {
      for (const read of partitions) {
        const place = this.places.get(partitionKeyOf({ topic, partition: read.partition }));
        if (place !== undefined) this.takeOf(place, read);
      }
    }
  }

  private takeOf(place: Place, { messages }: FetchedPartition): void {
    const { topic, partition } = place;
    for (const { offset, key, value, headers, timestamp, notDecodable } of messages) {
      if (BigInt(offset) < place.at || notDecodable !== undefined) continue;
      this.take({ topic, partition, offset, key, value, headers, timestampMs: Number(timestamp) });
    }
    const next = spanOf(messages)?.nextOffset ?? null;
    if (next !== null && next > place.at) place.at = next;
  }

  /** The log dropped what comes next: it goes on with what is there. */
  private forgetDropped({ type, topic = '', partition = -1 }: Partial<KafkaFailure & Place>): void {
    if (type !== 'OFFSET_OUT_OF_RANGE') return;
    for (const key of [...this.places].filter(([, place]) => place.topic === topic).map(([key]) => key)) {
      if (key === partitionKeyOf({ topic, partition })) this.missed.add(topic);
      this.places.delete(key);
    }
  }
}

const requestOf = (places: readonly Place[]) =>
  [...new Set(places.map(({ topic }) => topic))].map((topic) => ({
    topic,
    partitions: places
      .filter((place) => place.topic === topic)
      .map(({ partition, at }) => ({ partition, fetchOffset: String(at), maxBytes: PARTITION_BYTES })),
  }));

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
