// Packs records into the bytes of an outbox row, and unpacks them. Pure.
import { type Topic, topicNamed } from '@offline-push/contracts';
import { outgoing, type Outgoing } from '../bus';

/** Records that become one row. */
export interface Bundle {
  topic: string;
  compactedKey: string | null;
  records: Outgoing[];
}

/** One bundle for each topic, in order; in a compacted topic one for each key. */
export function bundlesOf(records: readonly Outgoing[]): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const record of records) {
    const { topic, event } = record;
    const compactedKey =
      'compacted' in topic.retention ? (topic.key(event)?.toString('latin1') ?? null) : null;
    const name = `${topic.name}/${compactedKey ?? ''}`;
    const bundle = bundles.get(name) ?? { topic: topic.name, compactedKey, records: [] };
    bundles.set(name, bundle);
    bundle.records.push(record);
  }
  return [...bundles.values()];
}

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

/** The same events again, which are published with the same bytes, keys and ids. Throws if a topic is no longer known. */
export function unpack(bytes: Buffer, find: (name: string) => Topic | undefined = topicNamed): Outgoing[] {
  const list = JSON.parse(bytes.toString('utf8')) as Packed[];
  return list.map(({ topic, event, traceparent }) => {
    const known = find(topic);
    if (known === undefined) throw new Error(`the topic ${topic} is not known`);
    return outgoing(known, event, traceparent);
  });
}
