// The Publisher for Kafka: it limits what waits and gives every call a deadline; the sender sends. kafkajs' producer is not used, because
// it loses records when a broker dies (docs/kafka.md, 1.1).
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Outgoing, Publisher, type QueueBounds } from '../../bus';
import { kafkaCluster, type KafkaOptions } from '../client';
import { toHeaders } from '../headers';
import { type Pending, PublishCall } from './publish-call';
import { PublisherClosed, PublishQueueFull, PublishTimeout, RecordTooLarge } from './publish-errors';
import { encodeBody } from './record-encoder';
import { SendQueue } from './send-queue';
import { Sender } from './sender';
import { STOP_WITHIN } from '../../stopping';

export interface PublisherOptions extends KafkaOptions {
  /** `ce_source` of what is published: the service. */
  source: string;
  /** From the call to the last acknowledgement, ms. Longer than an election (5 to 12 s), shorter than a slice may take. */
  deadlineMs?: number;
  /** Records of calls that have not ended yet; further calls wait for room. A single larger call goes when it is alone. */
  maxQueuedRecords?: number;
  maxQueuedBytes?: number;
  /** Calls that wait for room; further ones are refused at once. */
  maxWaitingCalls?: number;
  /** A call that takes longer is named in `notes`, ms. */
  slowAfterMs?: number;
}

export const PUBLISHER_LIMITS = {
  deadlineMs: 30_000,
  maxQueuedRecords: 20_000,
  maxQueuedBytes: 32 * 1024 * 1024,
  maxWaitingCalls: 1_000,
  slowAfterMs: 3_000,
};
/** A broker takes 1 MB by default, and more records make a request no faster (docs/kafka.md, 1.3). */
const REQUEST_LIMITS = { maxRecords: 1_000, maxBytes: 900_000 };
/** No topic takes larger records: dead letters, which carry others in base64, have the highest limit (`topics.ts`). */
export const MAX_RECORD_BYTES = 2 * 1024 * 1024;
const ID_LENGTH = 22;

export class KafkaPublisher extends Publisher {
  private readonly limits: typeof PUBLISHER_LIMITS;
  private readonly queue = new SendQueue(REQUEST_LIMITS);
  private readonly sender: Sender;
  private readonly admitted = new Set<PublishCall>();
  private readonly waiting = new Set<PublishCall>();
  private queuedRecords = 0;
  private queuedBytes = 0;
  private isClosed = false;
  private readonly asides: KafkaPublisher[] = [];

  constructor(private readonly options: PublisherOptions) {
    super();
    this.limits = { ...PUBLISHER_LIMITS, ...options };
    this.sender = new Sender(kafkaCluster(options), this.queue);
  }

  async publish(records: readonly Outgoing[]): Promise<void> {
    if (records.length === 0) return;
    if (this.isClosed) throw new PublisherClosed();
    const timestampMs = Date.now();
    const call = new PublishCall(records.map((record) => this.encode(record, timestampMs)));
    this.admitOrWait(call);
    const deadline = setTimeout(() => this.giveUp(call), this.limits.deadlineMs);
    try {
      await call.done;
    } finally {
      clearTimeout(deadline);
      this.release(call);
    }
  }

  override aside(bounds: QueueBounds): Publisher {
    const aside = new KafkaPublisher({ ...this.options, ...bounds });
    this.asides.push(aside);
    return aside;
  }

  /** Waits for calls under way, also of publishers aside, then disconnects. Calls that are not acknowledged by then are rejected. */
  async close(deadlineMs: number = STOP_WITHIN.publisherMs): Promise<void> {
    this.isClosed = true;
    const asides = this.asides.map((aside) => aside.close(deadlineMs));
    const calls = [...this.admitted, ...this.waiting];
    const cancel = new AbortController();
    await Promise.race([
      Promise.allSettled(calls.map(({ done }) => done)),
      sleep(deadlineMs, undefined, { signal: cancel.signal }).catch(() => undefined),
    ]);
    cancel.abort();
    for (const call of calls) call.fail(new PublisherClosed());
    await Promise.all([this.sender.close(), ...asides]);
  }

  /** Names topics long before their calls are given up, because until then a slice only looks slow. */
  override notes(): string[] {
    const late = [...this.admitted, ...this.waiting].filter(
      ({ sinceMs }) => performance.now() - sinceMs > this.limits.slowAfterMs,
    );
    const topics = new Set(late.flatMap((call) => call.topics));
    const why = this.sender.lastFailure?.message ?? 'no answer';
    return [...topics].map((topic) => `${topic} cannot be written: ${why}`);
  }

  private encode({ topic, event, traceparent, bytes }: Outgoing, timestampMs: number): Omit<Pending, 'call'> {
    if (bytes !== undefined) {
      const body = encodeBody(bytes.key, bytes.value, bytes.headers);
      return bounded({ topic: topic.name, key: bytes.key, body, timestampMs: bytes.timestampMs });
    }
    const given = topic.key(event);
    const key = typeof given === 'string' ? Buffer.from(given) : given;
    const value = JSON.stringify(event);
    const id = hash('sha256', `${topic.name}\0${key?.toString('latin1') ?? ''}\0${value}`, 'base64url');
    const body = encodeBody(
      key,
      value,
      toHeaders({
        id: id.slice(0, ID_LENGTH),
        source: this.options.source,
        type: topic.name,
        timeMs: timestampMs,
        traceparent,
      }),
    );
    return bounded({ topic: topic.name, key, body, timestampMs });
  }

  /** Calls are admitted in their order, which keeps the order of each key. */
  private admitOrWait(call: PublishCall): void {
    if (this.waiting.size === 0 && this.hasRoomFor(call)) this.admit(call);
    else if (this.waiting.size < this.limits.maxWaitingCalls) this.waiting.add(call);
    else throw new PublishQueueFull(this.queuedRecords, this.waiting.size);
  }

  private hasRoomFor(call: PublishCall): boolean {
    const fits =
      this.queuedRecords + call.records.length <= this.limits.maxQueuedRecords &&
      this.queuedBytes + call.sizeBytes <= this.limits.maxQueuedBytes;
    return fits || this.admitted.size === 0;
  }

  private admit(call: PublishCall): void {
    this.admitted.add(call);
    this.queuedRecords += call.records.length;
    this.queuedBytes += call.sizeBytes;
    this.queue.add(call.records, this.sender.countOf);
    this.sender.wake();
  }

  /** Called when a call has ended: admits the next ones. */
  private release(call: PublishCall): void {
    this.waiting.delete(call);
    if (!this.admitted.delete(call)) return;
    this.queuedRecords -= call.records.length;
    this.queuedBytes -= call.sizeBytes;
    for (const next of this.waiting) {
      if (!this.hasRoomFor(next)) break;
      this.waiting.delete(next);
      this.admit(next);
    }
  }

  private giveUp(call: PublishCall): void {
    this.queue.drop(call);
    call.fail(
      new PublishTimeout(call.topics, call.openRecords, this.limits.deadlineMs, this.sender.lastFailure),
    );
  }
}

function bounded(record: Omit<Pending, 'call'>): Omit<Pending, 'call'> {
  if (record.body.length > MAX_RECORD_BYTES) throw new RecordTooLarge(record.topic, record.body.length);
  return record;
}
