// One partition of the in-memory bus: a log with a start that can move, as retention moves it.
import type { BusRecord } from '../bus';

export class MemoryPartition {
  private readonly records: BusRecord[] = [];
  private startAt = 0n;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  get start(): bigint {
    return this.startAt;
  }

  get end(): bigint {
    return BigInt(this.records.length);
  }

  append(record: Omit<BusRecord, 'topic' | 'partition' | 'offset'>): BusRecord {
    const { topic, partition } = this;
    const kept = { topic, partition, offset: String(this.records.length), ...record };
    this.records.push(kept);
    return kept;
  }

  read(from: bigint, maxRecords: number): BusRecord[] {
    const first = Number(from < this.startAt ? this.startAt : from);
    return this.records.slice(first, first + maxRecords);
  }

  /** What retention does: everything before that offset is gone. */
  truncate(start: bigint): void {
    if (start > this.startAt) this.startAt = start;
  }
}
