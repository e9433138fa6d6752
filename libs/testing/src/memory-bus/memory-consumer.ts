// A member of a group on the in-memory bus: reads its partitions in order, one fetch in flight for each, as kafkajs does.
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type LogConsumer,
  type LogListener,
  type Partition,
  partitionKeyOf,
  type Position,
} from '@offline-push/bus/for-testing';
import type { MemoryGroup } from './memory-group';
import type { MemoryPartition } from './memory-partition';

/** What a consumer asks of the bus. */
interface Broker {
  readonly fetchRecords: number;
  assertReachable(): void;
  assertTopic(topic: string): void;
  isReadable(at: Partition): boolean;
  partition(at: Partition): MemoryPartition;
  stirred(): void;
}

interface Reading extends Partition {
  next: bigint;
  running: Promise<void> | null;
}

export class MemoryConsumer implements LogConsumer {
  private readings = new Map<string, Reading>();
  private readonly paused = new Set<string>();
  /** False between two assignments. */
  private isReading = false;

  constructor(
    private readonly bus: Broker,
    private readonly group: MemoryGroup,
    readonly topics: readonly string[],
    private readonly listener: LogListener,
  ) {}

  async start(): Promise<void> {
    this.bus.assertReachable();
    for (const topic of this.topics) this.bus.assertTopic(topic);
    await this.group.add(this);
  }

  async stop(): Promise<void> {
    await this.group.remove(this);
    await this.quiesce();
  }

  /** What a killed process does: nothing. Its partitions go to others, and what it still says is not heard. */
  async crash(): Promise<void> {
    this.isReading = false;
    this.readings = new Map();
    await this.group.remove(this);
  }

  pause(partitions: readonly Partition[]): void {
    for (const partition of partitions) this.paused.add(partitionKeyOf(partition));
  }

  resume(partitions: readonly Partition[]): void {
    for (const partition of partitions) this.paused.delete(partitionKeyOf(partition));
    this.wake();
  }

  seek(position: Position): void {
    const reading = this.readings.get(partitionKeyOf(position));
    if (reading !== undefined) reading.next = position.offset;
  }

  async commit(positions: readonly Position[]): Promise<void> {
    await nextTurn();
    this.bus.assertReachable();
    this.group.commit(this, positions);
    this.bus.stirred();
  }

  lastSignMs(): number {
    return performance.now();
  }

  /** Gives up its partitions when what runs has ended. */
  async quiesce(): Promise<void> {
    this.isReading = false;
    this.listener.losing();
    await Promise.all([...this.readings.values()].map((reading) => reading.running));
  }

  begin(share: readonly Partition[], committed: readonly Position[]): void {
    const offsets = new Map(committed.map((position) => [partitionKeyOf(position), position.offset]));
    const readings = share.map((at): [string, Reading] => {
      const next = offsets.get(partitionKeyOf(at)) ?? this.bus.partition(at).start;
      return [partitionKeyOf(at), { ...at, next, running: null }];
    });
    this.readings = new Map(readings);
    this.listener.assigned(share);
    this.isReading = true;
    this.wake();
  }

  /** Something may be there to read. */
  wake(): void {
    if (this.isReading)
      for (const reading of this.readings.values())
        reading.running ??= this.read(reading).finally(() => (reading.running = null));
  }

  private async read(reading: Reading): Promise<void> {
    await nextTurn();
    while (this.mayRead(reading)) {
      const log = this.bus.partition(reading);
      const askedOffset = reading.next < log.start ? log.start : reading.next;
      const { records, nextOffset } = log.read(askedOffset, this.bus.fetchRecords);
      if (nextOffset === askedOffset) return;
      const { topic, partition } = reading;
      const fetched = {
        topic,
        partition,
        records,
        askedOffset,
        nextOffset,
        startOffset: log.start,
        endOffset: log.end,
      };
      try {
        reading.next = await this.listener.take(fetched);
      } catch (error) {
        this.listener.stumbled(topic, error);
      }
      this.bus.stirred();
    }
  }

  private mayRead(reading: Reading): boolean {
    const isCurrent = this.isReading && this.readings.get(partitionKeyOf(reading)) === reading;
    return isCurrent && !this.paused.has(partitionKeyOf(reading)) && this.bus.isReadable(reading);
  }
}
