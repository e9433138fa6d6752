// The way to Kafka and back: what the sandbox publishes with, and how it hears what others publish.
import { type BusRecord, Follow, KafkaPublisher, type Publisher } from '@offline-push/bus';
import type { KafkaSettings } from '@offline-push/service-kit';

/** Long enough for an election of a leader, short enough for a person who waits. */
const DEADLINE_MS = 10_000;

export interface Wire {
  readonly publisher: Publisher;
  /** Reads these topics from now on, once it is started. */
  follow(
    topics: readonly string[],
    take: (record: BusRecord) => void,
  ): Pick<Follow, 'start' | 'isUpToDate' | 'close'>;
  close(): Promise<void>;
}

export function wireTo(kafka: KafkaSettings): Wire {
  const options = { ...kafka, clientId: 'vendor-sandbox' };
  const publisher = new KafkaPublisher({ ...options, source: 'vendor-sandbox', deadlineMs: DEADLINE_MS });
  return {
    publisher,
    follow: (topics, take) => new Follow(options, topics, take),
    close: () => publisher.close(),
  };
}
