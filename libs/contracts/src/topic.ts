// Defines what a topic is: a name, one writer, a key, a schema and examples. All topics of the platform are made with `defineTopic`.
import type { Static, TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';

type Key = string | Buffer | null;

export interface TopicDefinition<S extends TSchema> {
  /** `<noun>.<past participle>.v<n>`. */
  name: string;
  /** The one service that publishes it; a second one fails tools/lint/writers.spec.ts. */
  writer: 'im-gateway' | 'im-core' | 'presence' | 'device-bindings' | 'dispatch' | 'certificates' | 'bus';
  /** The service whose HTTP API takes these events from writers without Kafka. */
  door?: 'presence';
  /** One sentence on when this event happens. */
  says: string;
  schema: S;
  /** Records with the same key stay in order. */
  key: (event: Static<S>) => Key;
  /** The key in words, for the docs. */
  keyedBy: string;
  retention: { deleteAfterMs: number } | { compacted: true };
  /** Partitions that the topics job creates in production. Development uses fewer. */
  partitions: number;
  /** Complete events by name, which may be published as they are. */
  examples: Record<string, Static<S>>;
}

export interface Topic<T = unknown> extends Omit<TopicDefinition<TSchema>, 'key' | 'examples'> {
  key: (event: T) => Key;
  examples: Record<string, T>;
  check: TypeCheck<TSchema>;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Kafka closes a segment after this at the latest. Only a closed segment is deleted or compacted. */
export function segmentMsOf({ retention }: Pick<Topic, 'retention'>): number {
  return 'compacted' in retention ? DAY_MS : Math.min(DAY_MS, Math.ceil(retention.deleteAfterMs / 4));
}

/** The longest time that a record can be read, also in a quiet topic. Infinity for a compacted topic, which keeps the newest of a key. */
export const longestStayMs = (topic: Pick<Topic, 'retention'>): number =>
  'compacted' in topic.retention ? Infinity : topic.retention.deleteAfterMs + segmentMsOf(topic) + HOUR_MS;

export function defineTopic<S extends TSchema>(definition: TopicDefinition<S>): Topic<Static<S>> {
  return { ...definition, check: TypeCompiler.Compile(definition.schema) as TypeCheck<TSchema> } as Topic<
    Static<S>
  >;
}

/** The topic's examples as an HTTP route takes them whose path names the app. */
export const examplesWithoutApp = <T extends object>({ examples }: Pick<Topic<T>, 'examples'>) =>
  Object.fromEntries(
    Object.entries(examples).map(([name, event]) => [
      name,
      Object.fromEntries(Object.entries(event).filter(([field]) => field !== 'app')),
    ]),
  );
