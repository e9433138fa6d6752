// The bus in memory, for flow tests: partitions, keys, offsets, groups and redelivery as on Kafka. The conformance suite proves the likeness.
import { type Topic, TOPICS } from '@offline-push/contracts';
import {
  type BusRecord,
  Log,
  type LogConsumer,
  type LogListener,
  type Outgoing,
  type Partition,
  partitionKeyOf,
  partitionOf,
  type Position,
  type Ranges,
} from '@offline-push/bus/for-testing';
import { MemoryConsumer } from './memory-consumer';
import { MemoryGroup } from './memory-group';
import { MemoryPartition } from './memory-partition';
import { rawOf, type RawRecord } from './raw-record';
import { Waiters } from './waiters';

/** Of what a test waits for: it ends one that hangs, and says nothing of how quick it has to be. */
const DEADLINE_MS = 60_000;

export interface MemoryBusOptions {
  topics?: readonly Topic[];
  /** Partitions of each topic. */
  partitions?: number;
  /** Most records of one partition in one fetch. */
  fetchRecords?: number;
}

/** A record that others see when it is committed, and never if it is aborted. */
export interface Transaction {
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** The broker is away: what a caller sees of it. */
class MemoryBusUnreachable extends Error {
  readonly retriable = true;
  readonly code = 'bus-unreachable';
}

export class MemoryBus extends Log {
  readonly fetchRecords: number;
  private readonly partitionCount: number;
  private readonly partitions = new Map<string, MemoryPartition[]>();
  private readonly groups = new Map<string, MemoryGroup>();
  private readonly history: BusRecord[] = [];
  private readonly waiters = new Waiters();
  private readonly frozen = new Set<string>();
  private readonly leaderless = new Set<string>();
  private reachable = true;
  private keyless = 0;

  constructor({ topics = TOPICS, partitions = 4, fetchRecords = 500 }: MemoryBusOptions = {}) {
    super();
    this.fetchRecords = fetchRecords;
    this.partitionCount = partitions;
    for (const topic of topics) this.createTopic(topic);
  }

  // -- for tests -----------------------------------------------------------------------------------------------------

  /** A topic beyond those of the platform. One that exists stays as it is. */
  createTopic({ name }: Pick<Topic, 'name'>): void {
    if (this.partitions.has(name)) return;
    const numbers = [...Array(this.partitionCount).keys()];
    this.partitions.set(
      name,
      numbers.map((number) => new MemoryPartition(name, number)),
    );
  }

  hasTopic(name: string): boolean {
    return this.partitions.has(name);
  }

  /** All readable events of a topic so far, oldest first. */
  published<T>(topic: Topic<T>): T[] {
    return this.records(topic.name).flatMap(({ value }) =>
      value === null ? [] : [JSON.parse(value.toString()) as T],
    );
  }

  /** All records of a topic so far, oldest first. */
  records(topic: string): BusRecord[] {
    this.assertTopic(topic);
    return this.history.filter((record) => record.topic === topic);
  }

  /** The first event like this, published already or within the deadline. */
  async next<T>(
    topic: Topic<T>,
    isIt: (event: T) => boolean = () => true,
    deadlineMs = DEADLINE_MS,
  ): Promise<T> {
    const find = (): T | undefined => this.published(topic).find(isIt);
    const complaint = (): string =>
      `no such event on ${topic.name} within ${deadlineMs} ms; there were ${this.published(topic).length}`;
    await this.waiters.until(() => find() !== undefined, deadlineMs, complaint);
    return find() as T;
  }

  /** Resolves when every group has read and committed everything. */
  idle(deadlineMs = DEADLINE_MS): Promise<void> {
    return this.waiters.until(
      () => this.behind().length === 0,
      deadlineMs,
      () => `not idle within ${deadlineMs} ms: ${this.behind().join(', ')}`,
    );
  }

  /** Puts a record into the log as any client could, also one that breaks the contract. */
  append(topic: string, record: RawRecord): BusRecord {
    this.assertTopic(topic);
    const kept = this.place(topic, record).append(rawOf(record));
    this.history.push(kept);
    this.wake();
    return kept;
  }

  /** A record in a transaction that is open until it is committed or aborted. */
  begin(topic: string, record: RawRecord): Transaction {
    this.assertTopic(topic);
    const end = this.place(topic, record).begin(rawOf(record));
    this.wake();
    const over = (isCommitted: boolean): void => {
      const kept = end(isCommitted);
      if (isCommitted) this.history.push(kept);
      this.wake();
    };
    return { commit: async () => over(true), abort: async () => over(false) };
  }

  /** The broker goes away and comes back. */
  disconnect(): void {
    this.reachable = false;
  }

  reconnect(): void {
    this.reachable = true;
    this.wake();
  }

  /** Nobody can read the topic until it thaws: its leader hangs. */
  freeze(topic: string): void {
    this.assertTopic(topic);
    this.frozen.add(topic);
  }

  thaw(topic: string): void {
    this.frozen.delete(topic);
    this.wake();
  }

  /** Nobody leads the partition: it is neither read nor written until somebody does. */
  depose(at: Partition): void {
    this.leaderless.add(partitionKeyOf(at));
  }

  enthrone(at: Partition): void {
    this.leaderless.delete(partitionKeyOf(at));
    this.wake();
  }

  /** What retention does to a partition that nobody reads in time. */
  truncate(at: Partition, start: bigint): void {
    this.partition(at).truncate(start);
  }

  /** What an operator does who resets a group to the beginning. */
  forgetOffsets(group: string): void {
    this.groups.get(group)?.forget();
  }

  // -- for the publisher, consumers and flows ------------------------------------------------------------------------

  isReadable(at: Partition): boolean {
    return this.reachable && !this.frozen.has(at.topic) && !this.leaderless.has(partitionKeyOf(at));
  }

  write(records: readonly Outgoing[], raw: (record: Outgoing) => RawRecord): void {
    this.assertReachable();
    for (const { topic } of records) this.assertTopic(topic.name);
    const placed = records.map((record) => ({ topic: record.topic.name, raw: raw(record) }));
    for (const { topic, raw: record } of placed) this.assertLed(this.place(topic, record));
    for (const { topic, raw: record } of placed) this.append(topic, record);
  }

  override consumer(group: string, topics: readonly string[], listener: LogListener): LogConsumer {
    return new MemoryConsumer(this, this.group(group), topics, listener);
  }

  override async ranges(topics: readonly string[]): Promise<Ranges> {
    this.assertReachable();
    if (topics.some((topic) => this.frozen.has(topic))) throw new MemoryBusUnreachable('a leader hangs');
    const all = topics.flatMap((topic) => this.partitionsOf(topic));
    const isLed = (at: Partition): boolean => !this.leaderless.has(partitionKeyOf(at));
    return {
      known: all.filter(isLed).map(({ topic, partition, start, end }) => ({ topic, partition, start, end })),
      leaderless: all.filter((at) => !isLed(at)).map(({ topic, partition }) => ({ topic, partition })),
    };
  }

  override async committed(group: string, topics: readonly string[]): Promise<Position[]> {
    this.assertReachable();
    return this.group(group)
      .committed()
      .filter(({ topic }) => topics.includes(topic));
  }

  override async close(): Promise<void> {
    this.waiters.stir();
  }

  partition({ topic, partition }: Partition): MemoryPartition {
    const found = this.partitionsOf(topic)[partition];
    if (found === undefined) throw new Error(`${topic} has no partition ${partition}`);
    return found;
  }

  /** Something changed that a test may wait for. */
  stirred(): void {
    this.waiters.stir();
  }

  assertReachable(): void {
    if (!this.reachable) throw new MemoryBusUnreachable('the bus is away');
  }

  private assertLed(at: Partition): void {
    if (this.leaderless.has(partitionKeyOf(at)))
      throw new MemoryBusUnreachable(`${partitionKeyOf(at)} has no leader`);
  }

  assertTopic(topic: string): void {
    if (!this.partitions.has(topic))
      throw new Error(`there is no topic ${topic}: nothing is created on first use`);
  }

  private partitionsOf(topic: string): MemoryPartition[] {
    this.assertTopic(topic);
    return this.partitions.get(topic) ?? [];
  }

  private group(name: string): MemoryGroup {
    const group = this.groups.get(name) ?? new MemoryGroup((topic) => this.partitionsOf(topic));
    this.groups.set(name, group);
    return group;
  }

  private place(topic: string, { key, partition }: RawRecord): MemoryPartition {
    const partitions = this.partitionsOf(topic);
    const number =
      partition ??
      (key === null || key === undefined
        ? this.keyless++ % partitions.length
        : partitionOf(Buffer.from(key), partitions.length));
    return this.partition({ topic, partition: number });
  }

  private wake(): void {
    for (const group of this.groups.values()) for (const member of group.members) member.wake();
    this.waiters.stir();
  }

  private behind(): string[] {
    return [...this.groups].flatMap(([name, group]) => {
      const offsets = new Map(
        group.committed().map((position) => [partitionKeyOf(position), position.offset]),
      );
      const topics = new Set([...group.members].flatMap((member) => member.topics));
      return [...topics]
        .flatMap((topic) => this.partitionsOf(topic))
        .filter((log) => log.end > log.start && (offsets.get(partitionKeyOf(log)) ?? -1n) < log.end)
        .map((log) => `${name} on ${partitionKeyOf(log)}`);
    });
  }
}
