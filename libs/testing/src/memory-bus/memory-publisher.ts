// Publishes to the in-memory bus the bytes that would go to Kafka.
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Outgoing, Publisher, toHeaders } from '@offline-push/bus/for-testing';
import type { MemoryBus } from './memory-bus';
import type { RawRecord } from './raw-record';

export class MemoryPublisher extends Publisher {
  constructor(
    private readonly bus: MemoryBus,
    private readonly source: string,
    /** The broker's clock: it stamps the records. */
    private readonly nowMs: () => number = Date.now,
  ) {
    super();
  }

  override async publish(records: readonly Outgoing[]): Promise<void> {
    await nextTurn();
    this.bus.write(records, (record) => this.raw(record));
  }

  private raw({ topic, event, traceparent, bytes }: Outgoing): RawRecord {
    if (bytes !== undefined) return bytes;
    const key = topic.key(event);
    const value = JSON.stringify(event);
    const digest = createHash('sha256').update(`${topic.name}\0${key?.toString('latin1') ?? ''}\0${value}`);
    const timestampMs = this.nowMs();
    return {
      key,
      value,
      timestampMs,
      headers: toHeaders({
        id: digest.digest('base64url').slice(0, 22),
        source: this.source,
        type: topic.name,
        timeMs: timestampMs,
        traceparent,
      }),
    };
  }
}
