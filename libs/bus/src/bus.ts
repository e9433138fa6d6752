// The words of the bus that services use. Nothing here knows Kafka: the in-memory bus and the Kafka bus speak them alike.
import type { DeadLetterReason, Topic } from '@offline-push/contracts';

/** An event on its way out. */
export interface Outgoing<T = unknown> {
  topic: Topic<T>;
  event: T;
  /** W3C trace context, passed on from the record that caused this event. */
  traceparent?: string | undefined;
}

export const outgoing = <T>(topic: Topic<T>, event: T, traceparent?: string): Outgoing =>
  ({ topic, event, traceparent }) as Outgoing;

/** What may wait in a publisher; more is refused at once or waits with its caller. */
export interface QueueBounds {
  /** Records of calls that have not ended yet. */
  readonly maxQueuedRecords: number;
  /** Calls that wait for room. */
  readonly maxWaitingCalls: number;
}

/** Publishes in batches. Resolves when every in-sync replica has the records, rejects with a retriable error after its deadline. */
export abstract class Publisher {
  abstract publish(records: readonly Outgoing[]): Promise<void>;

  /** Another one to the same brokers, whose queue is its own and bounded: what waits there is in nobody's way. One without a queue is its own. */
  aside(bounds: QueueBounds): Publisher {
    void bounds;
    return this;
  }

  /** What cannot be written at the moment, and why, one sentence a topic. */
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
  /** The offset of the first record of the batch it came in; absent: its own. */
  batchOffset?: string;
  /** Not a record: `value` has the bytes of a whole batch that could not be decoded for this reason. */
  notDecodable?: string;
}

/** An event that passed its contract, with the record it came in. */
export interface Delivered<T> {
  event: T;
  record: BusRecord;
  traceparent?: string;
  /** What was cut or repaired at the door, in words that a push carries on: at most 20 of at most 200 characters. */
  notes?: readonly string[];
  /** What stood among the recipients of a message and is no user id: cleaned and shortened, not among those of the event. */
  badRecipients?: readonly string[];
}

/** A handler's "this one can never be processed": it becomes a dead letter with the original bytes. */
export interface Rejection {
  delivered: Delivered<unknown>;
  reason: DeadLetterReason;
  detail: string;
}

/**
 * Gets the readable events of a slice, in order per partition. When it resolves, they are settled and their offsets may move. An error
 * with `retriable: true` holds the partitions and comes again; any other error is narrowed down to the event that causes it.
 */
export type BatchHandler<T> = (batch: readonly Delivered<T>[]) => Promise<void | readonly Rejection[]>;

/**
 * One consumer group over one or more topics. `after`: before its first decision, and after each rebalance, the flow waits until the
 * group of that other flow has committed everything that its topics held at that moment (rule 6 of docs/architecture.md).
 */
export interface Flow {
  group: string;
  after?: Flow;
  /** Of the topics of that other flow, those that bear on the decision; absent: all. The others may lag or have no leader. */
  heeds?: readonly Pick<Topic, 'name'>[];
}
