// The records that wait to be sent, in order per partition. At most one batch of a partition is under way at a time, which keeps the
// order of a key when a batch is sent again. Pure: it knows neither network nor time.
import { partitionOf } from './partition';
import type { Pending, PublishCall } from './publish-call';

/** Limits of one request. */
export interface RequestLimits {
  maxRecords: number;
  maxBytes: number;
}

/** Records of one partition on their way; goes back with `acknowledged` or `putBack`. */
export interface Batch {
  topic: string;
  partition: number;
  records: readonly Pending[];
  /** How often in a row this partition has failed. */
  failures: number;
}

interface PartitionQueue {
  topic: string;
  partition: number;
  waiting: Pending[];
  isOut: boolean;
  failures: number;
  /** Halved when a batch was too large for the topic, until the record that is to blame is alone; doubled with each success. */
  maxRecords: number;
}

/** The leader of a partition; undefined if there is none now. */
export type LeaderOf = (topic: string, partition: number) => number | undefined;

/** The most bytes that a record takes in a batch besides its body: length, attributes and deltas. */
const PLACE_BYTES = 21;

export class SendQueue {
  /** Records whose topic's number of partitions is not known yet, by topic. */
  private readonly unplaced = new Map<string, Pending[]>();
  private readonly partitions = new Map<string, PartitionQueue[]>();
  /** Partitions with something to send and nothing out. */
  private readonly ready = new Set<PartitionQueue>();
  private nextKeyless = 0;

  constructor(private readonly limits: RequestLimits) {}

  /** `countOf`: the partitions of a topic; undefined: not known yet. */
  add(records: readonly Pending[], countOf: (topic: string) => number | undefined): void {
    for (const record of records) {
      const count = this.unplaced.has(record.topic) ? undefined : countOf(record.topic);
      if (count === undefined) this.keepUnplaced(record);
      else this.place(record, count);
    }
  }

  /** Topics whose number of partitions is not known yet. */
  unknownTopics(): string[] {
    return [...this.unplaced.keys()];
  }

  /** The number of partitions of a topic is known now. */
  placeTopic(topic: string, count: number): void {
    const records = this.unplaced.get(topic) ?? [];
    this.unplaced.delete(topic);
    for (const record of records) this.place(record, count);
  }

  /** One request for each leader that is free. Partitions without a leader stay. */
  take(leaderOf: LeaderOf, isBusy: (leader: number) => boolean): Map<number, Batch[]> {
    const requests = new Map<number, { batches: Batch[]; records: number; bytes: number }>();
    for (const queue of this.ready) {
      const leader = leaderOf(queue.topic, queue.partition);
      if (leader === undefined || isBusy(leader)) continue;
      const request = requests.get(leader) ?? { batches: [], records: 0, bytes: 0 };
      const batch = this.takeFrom(queue, request);
      if (!batch) continue;
      request.batches.push(batch);
      requests.set(leader, request);
    }
    return new Map([...requests].map(([leader, { batches }]) => [leader, batches]));
  }

  /** Is there anything to send that waits for nothing but a leader? */
  get hasReady(): boolean {
    return this.ready.size > 0;
  }

  acknowledged(batch: Batch): void {
    const queue = this.queueOf(batch.topic, batch.partition);
    queue.failures = 0;
    queue.maxRecords = Math.min(queue.maxRecords * 2, this.limits.maxRecords);
    this.free(queue);
  }

  /** The batch is sent again, in its old place. What its callers have given up is left out. */
  putBack(batch: Batch): void {
    const queue = this.queueOf(batch.topic, batch.partition);
    queue.failures++;
    queue.waiting = batch.records.filter(({ call }) => !call.hasEnded).concat(queue.waiting);
    this.free(queue);
  }

  /** Something in the batch is refused: it comes again in halves. */
  split(batch: Batch): void {
    const queue = this.queueOf(batch.topic, batch.partition);
    queue.maxRecords = Math.ceil(batch.records.length / 2);
    this.putBack(batch);
  }

  /** Forgets the records of a call that are not on their way. */
  drop(call: PublishCall): void {
    const isKept = (record: Pending): boolean => record.call !== call;
    for (const [topic, records] of this.unplaced) {
      const kept = records.filter(isKept);
      if (kept.length > 0) this.unplaced.set(topic, kept);
      else this.unplaced.delete(topic);
    }
    for (const topic of call.topics) {
      this.partitions.get(topic)?.forEach((queue) => {
        queue.waiting = queue.waiting.filter(isKept);
        if (queue.waiting.length === 0) this.ready.delete(queue);
      });
    }
  }

  private keepUnplaced(record: Pending): void {
    const records = this.unplaced.get(record.topic);
    if (records) records.push(record);
    else this.unplaced.set(record.topic, [record]);
  }

  private place(record: Pending, count: number): void {
    const partition = record.key === null ? this.nextKeyless++ % count : partitionOf(record.key, count);
    const queue = this.queueOf(record.topic, partition);
    queue.waiting.push(record);
    if (!queue.isOut) this.ready.add(queue);
  }

  private queueOf(topic: string, partition: number): PartitionQueue {
    let queues = this.partitions.get(topic);
    if (!queues) this.partitions.set(topic, (queues = []));
    return (queues[partition] ??= {
      topic,
      partition,
      waiting: [],
      isOut: false,
      failures: 0,
      maxRecords: this.limits.maxRecords,
    });
  }

  /** As many records as the request still takes; a first record that is larger than a request goes alone. */
  private takeFrom(queue: PartitionQueue, request: { records: number; bytes: number }): Batch | undefined {
    const most = Math.min(queue.maxRecords, this.limits.maxRecords - request.records, queue.waiting.length);
    let count = 0;
    for (; count < most; count++) {
      const bytes = (queue.waiting[count] as Pending).body.length + PLACE_BYTES;
      if (request.bytes > 0 && request.bytes + bytes > this.limits.maxBytes) break;
      request.bytes += bytes;
    }
    if (count === 0) return undefined;
    request.records += count;
    queue.isOut = true;
    this.ready.delete(queue);
    const { topic, partition, failures } = queue;
    return { topic, partition, failures, records: queue.waiting.splice(0, count) };
  }

  private free(queue: PartitionQueue): void {
    queue.isOut = false;
    if (queue.waiting.length > 0) this.ready.add(queue);
  }
}
