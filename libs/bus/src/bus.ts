// The types of the bus that services use. They know nothing of Kafka: the in-memory bus and the Kafka bus both use them.
import type { DeadLetterReason, Topic } from '@offline-push/contracts';

/** An event on its way out. */
export interface Outgoing<T = unknown> {
  topic: Topic<T>;
  event: T;
  /** W3C trace context, passed on from the record that caused this event. */
  traceparent?: string | undefined;
  /** Of a record that is published again as it was: its bytes, in place of the event. The outbox does not take it. */
  bytes?: RecordBytes | undefined;
}

/** What a record has, wherever it stands. */
export type RecordBytes = Pick<BusRecord, 'key' | 'value' | 'headers' | 'timestampMs'>;

/** For a dead letter that is replayed: byte by byte, with its time, by which a message may be too old by now. */
export const again = <T>(topic: Topic<T>, bytes: RecordBytes): Outgoing =>
  ({ topic, event: undefined, bytes }) as unknown as Outgoing;

export const outgoing = <T>(topic: Topic<T>, event: T, traceparent?: string): Outgoing =>
  ({ topic, event, traceparent }) as Outgoing;

/** How much may wait in a publisher. More is refused at once, or its caller waits. */
export interface QueueBounds {
  /** Records of calls that have not ended yet. */
  readonly maxQueuedRecords: number;
  /** Calls that wait for room. */
  readonly maxWaitingCalls: number;
}

/** Publishes in batches. Resolves when all in-sync replicas have the records. Rejects with a retriable error after its deadline. */
export abstract class Publisher {
  abstract publish(records: readonly Outgoing[]): Promise<void>;

  /** A publisher to the same brokers with its own bounded queue, so that its records do not delay others. Without queues it is this one. */
  aside(bounds: QueueBounds): Publisher {
    void bounds;
    return this;
  }

  /** The topics that cannot be written at the moment, one sentence each. */
  notes(): readonly string[] {
    return [];
  }
}

/** A record as it came from the log. */
export interface BusRecord {
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
  timestampMs: number;
  /** The offset of the first record in its batch; absent if it is the record itself. */
  batchOffset?: string;
  /** Set if this is no record: `value` has the bytes of a whole batch that could not be decoded for this reason. */
  notDecodable?: string;
}

/** An event that passed its contract, with the record it came in. */
export interface Delivered<T> {
  event: T;
  record: BusRecord;
  traceparent?: string;
  /** What was cut or repaired, in words that a push passes on: at most 20 of at most 200 characters each. */
  notes?: readonly string[];
  /** Recipients of a message that are no user ids, cleaned and shortened. The event does not have them. */
  badRecipients?: readonly string[];
}

/** An event that the handler can never process. It becomes a dead letter with the original bytes. */
export interface Rejection {
  delivered: Delivered<unknown>;
  reason: DeadLetterReason;
  detail: string;
}

/**
 * Gets the readable events of a slice, in order per partition. When it resolves, they are settled and may be committed. After an error with
 * `retriable: true` the topic waits and they come again. Any other error is narrowed down to the event that causes it.
 */
export type BatchHandler<T> = (batch: readonly Delivered<T>[]) => Promise<void | readonly Rejection[]>;

/** What a handler needs of its topic, where that changes while it runs: a list is put in place of the one before. Undefined: all records. */
export class LiveWords {
  words: readonly string[] | undefined;
}

/**
 * One consumer group over one or more topics. With `after`, the flow waits before its first decision, and after each rebalance, until the
 * group of that other flow has committed all that its topics held at that moment (rule 6 of docs/architecture.md).
 */
export interface Flow {
  group: string;
  after?: Flow;
  /** The topics of that other flow that matter for the decision; absent: all. The others may lag or have no leader. */
  heeds?: readonly Pick<Topic, 'name'>[];
  /**
   * Nothing depends on what it makes of an event. What it cannot read is counted and left to whoever decides on it: a second dead letter of the
   * same record would only be replayed twice. Its records may be kept together for half a second.
   */
  isBystander?: true;
}
