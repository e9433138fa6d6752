// The interface of a log with partitions, which Kafka and the in-memory bus implement. Guard, gather, holds, commits and catch-up use
// only this, so that both behave alike.
import type { BusRecord } from './bus';

export interface Partition {
  topic: string;
  partition: number;
}

/** The offset of the record that is read next. */
export interface Position extends Partition {
  offset: bigint;
}

/** The offsets that a partition holds now: from `start` to just before `end`. */
export interface Range extends Partition {
  start: bigint;
  end: bigint;
}

/** What partitions hold, and those that cannot be asked because nobody leads them. */
export interface Ranges {
  known: readonly Range[];
  leaderless: readonly Partition[];
}

/** Records of one partition as they were fetched, in order. None, if all of it was ends of transactions, aborted, or compacted away. */
export interface Fetched extends Partition {
  records: readonly BusRecord[];
  /** Where the fetch began. Beyond the position that is settled, if the log dropped records before they were read. */
  askedOffset: bigint;
  /** Where to read on when all of it is settled: behind the last record, and behind what the log keeps for itself. */
  nextOffset: bigint;
  /** What the partition held when it was fetched: from here … */
  startOffset: bigint;
  /** … to just before this. */
  endOffset: bigint;
}

/** Called by a consumer. No method may throw. */
export interface LogListener {
  /** A new assignment, complete: the one before is void. Called before the first fetch; may pause partitions in the call. */
  assigned(partitions: readonly Partition[]): void;
  /** The group is about to be shared out anew: the last moment to commit. */
  losing(): void;
  /** Resolves with the offset to read on from, when these records are settled, or the partition is paused. */
  take(fetched: Fetched): Promise<bigint>;
  /** Something between the log and the flow threw. The topic must be held, or the same records come again at once. */
  stumbled(topic: string, error: unknown): void;
  /** The consumer died. `restarts`: it comes back by itself. */
  crashed(error: Error, restarts: boolean): void;
}

/** What a flow hears of its membership; crashes are the membership's to act on. */
export type FlowListener = Omit<LogListener, 'crashed'>;

/** One member of one group. */
export interface LogConsumer {
  /** Joins the group; rejects if the log cannot be reached now or a topic is missing. */
  start(): Promise<void>;
  pause(partitions: readonly Partition[]): void;
  resume(partitions: readonly Partition[]): void;
  /** Reads on from there, instead of from the committed offset. */
  seek(position: Position): void;
  commit(positions: readonly Position[]): Promise<void>;
  /** The last time anything was heard of the loop that fetches, by the monotonic clock. */
  lastSignMs(): number;
  /** Leaves the group. */
  stop(): Promise<void>;
}

/** How a consumer reads. */
export interface Reading {
  /** Nobody waits for it: the log may keep a fetch for a moment until there is plenty. */
  isPatient?: boolean | undefined;
}

/** The Nest token of the log a service is connected to. */
export abstract class Log {
  abstract consumer(
    group: string,
    topics: readonly string[],
    listener: LogListener,
    reading?: Reading,
  ): LogConsumer;
  /** What each partition of the topics holds, also what is not committed by its transaction yet. */
  abstract ranges(topics: readonly string[]): Promise<Ranges>;
  /** The committed offsets of a whole group; partitions without one are left out. */
  abstract committed(group: string, topics: readonly string[]): Promise<Position[]>;
  abstract close(): Promise<void>;
}

/** A partition as a key of maps. Topic names have no "/". */
export const partitionKeyOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`;
