// One partition of the in-memory bus: a log with a start that can move, as retention moves it.
import type { BusRecord } from '@offline-push/bus/for-testing';

export class MemoryPartition {
  private readonly records: BusRecord[] = [];
  /** Offsets that no reader sees: what was aborted, and the ends of transactions. */
  private readonly hidden = new Set<number>();
  /** Offsets of transactions that have not ended: nobody reads beyond the first one. */
  private readonly open = new Set<number>();
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

  /** As a transaction that is open until the answer is called. */
  begin(record: Omit<BusRecord, 'topic' | 'partition' | 'offset'>): (isCommitted: boolean) => BusRecord {
    const kept = this.append(record);
    const offset = Number(kept.offset);
    this.open.add(offset);
    return (isCommitted) => {
      this.open.delete(offset);
      if (!isCommitted) this.hidden.add(offset);
      this.hidden.add(Number(this.append({ ...record, key: null, value: null }).offset));
      return kept;
    };
  }

  /** What a reader gets, and where it reads on. */
  read(from: bigint, maxRecords: number): { records: BusRecord[]; nextOffset: bigint } {
    let next = Number(from < this.startAt ? this.startAt : from);
    const end = Math.min(this.records.length, ...this.open);
    const records: BusRecord[] = [];
    for (; next < end && records.length < maxRecords; next++)
      if (!this.hidden.has(next)) records.push(this.records[next] as BusRecord);
    return { records, nextOffset: BigInt(next) };
  }

  /** What retention does: everything before that offset is gone. */
  truncate(start: bigint): void {
    if (start > this.startAt) this.startAt = start;
  }
}
