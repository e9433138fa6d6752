// A list of records ↔ the bytes of an outbox row. Pure.
import { type Topic, topicNamed } from '@offline-push/contracts';
import { outgoing, type Outgoing } from '../bus';

interface Packed {
  topic: string;
  event: unknown;
  traceparent?: string | undefined;
}

export const pack = (records: readonly Outgoing[]): Buffer =>
  Buffer.from(
    JSON.stringify(
      records.map(({ topic, event, traceparent }): Packed => ({ topic: topic.name, event, traceparent })),
    ),
  );

/** The same events again: publishing them makes the same bytes, keys and ids. Throws if a topic is no longer known. */
export function unpack(bytes: Buffer, find: (name: string) => Topic | undefined = topicNamed): Outgoing[] {
  const list = JSON.parse(bytes.toString('utf8')) as Packed[];
  return list.map(({ topic, event, traceparent }) => {
    const known = find(topic);
    if (known === undefined) throw new Error(`the topic ${topic} is not known`);
    return outgoing(known, event, traceparent);
  });
}
