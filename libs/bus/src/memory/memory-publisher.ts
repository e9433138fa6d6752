// Publishes to the in-memory bus the bytes that would go to Kafka.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Outgoing, Publisher } from '../bus';
import { toHeaders } from '../kafka/headers';
import type { MemoryBus } from './memory-bus';
import type { RawRecord } from './raw-record';

export class MemoryPublisher extends Publisher {
  constructor(
    private readonly bus: MemoryBus,
    private readonly source: string,
  ) {
    super();
  }

  override async publish(records: readonly Outgoing[]): Promise<void> {
    await nextTurn();
    this.bus.write(records, (record) => this.raw(record));
  }

  private raw({ topic, event, traceparent }: Outgoing): RawRecord {
    const key = topic.key(event);
    return {
      key,
      value: JSON.stringify(event),
      headers: toHeaders({
        id: `${topic.name}/${this.bus.records(topic.name).length}`,
        source: this.source,
        type: topic.name,
        timeMs: Date.now(),
        traceparent,
      }),
    };
  }
}
