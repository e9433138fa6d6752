// Reads topics as an outsider: a plain kafkajs consumer from the first offset, that shares no code with our consumers.
import { type Topic, TOPICS } from '@offline-push/contracts';
import { type Consumer, Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';

/** A topic with any events. */
type Named = Pick<Topic, 'name'>;

interface Waiter {
  topic: string;
  isIt: (event: never) => boolean;
  found: (event: unknown) => void;
  deadline: NodeJS.Timeout;
}

export class TopicReader {
  private readonly events = new Map<string, unknown[]>();
  private waiters: Waiter[] = [];

  private constructor(private readonly consumer: Consumer) {}

  static async open(brokers: readonly string[], topics: readonly Named[] = TOPICS): Promise<TopicReader> {
    const kafka = new Kafka({
      clientId: 'reader',
      brokers: [...brokers],
      logLevel: logLevel.NOTHING,
      retry: { retries: 20 },
    });
    const reader = new TopicReader(
      kafka.consumer({ groupId: `reader-${randomUUID()}`, maxWaitTimeInMs: 100 }),
    );
    await reader.consumer.connect();
    await reader.consumer.subscribe({ topics: topics.map(({ name }) => name), fromBeginning: true });
    await reader.consumer.run({
      autoCommit: false,
      eachBatch: ({ batch: { topic, messages } }) => {
        for (const { value } of messages) reader.take(topic, parsed(value));
        return Promise.resolve();
      },
    });
    return reader;
  }

  /** Everything of the topic so far. */
  seen<T>(topic: Topic<T>): T[] {
    return (this.events.get(topic.name) ?? []) as T[];
  }

  /** The first event that fits, seen already or still to come. */
  next<T>(topic: Topic<T>, isIt: (event: T) => boolean, deadlineMs = 60_000): Promise<T> {
    const already = this.seen(topic).find(isIt);
    if (already !== undefined) return Promise.resolve(already);
    return new Promise<T>((resolve, reject) => {
      const late = () => reject(new Error(`no such event on ${topic.name} within ${deadlineMs / 1000} s`));
      const deadline = setTimeout(late, deadlineMs);
      this.waiters.push({ topic: topic.name, isIt, found: resolve as (event: unknown) => void, deadline });
    });
  }

  /** Nobody waits any longer: an answer that did not come by now does not matter to whoever closes. */
  close(): Promise<void> {
    for (const { deadline } of this.waiters.splice(0)) clearTimeout(deadline);
    return this.consumer.disconnect();
  }

  private take(topic: string, event: unknown): void {
    const ofTopic = this.events.get(topic) ?? [];
    this.events.set(topic, ofTopic);
    ofTopic.push(event);
    const found = this.waiters.filter((waiter) => waiter.topic === topic && waiter.isIt(event as never));
    this.waiters = this.waiters.filter((waiter) => !found.includes(waiter));
    for (const waiter of found) {
      clearTimeout(waiter.deadline);
      waiter.found(event);
    }
  }
}

/** Tests publish broken records too: they are events of their own here. */
function parsed(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? '') ?? { unreadable: 'null' };
  } catch {
    return { unreadable: value?.toString('latin1') };
  }
}
