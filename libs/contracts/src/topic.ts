// What a topic is: a name, one writer, a key, a schema and examples. Every topic of the platform is made here.
import type { Static, TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';

type Key = string | Buffer | null;

export interface TopicDefinition<S extends TSchema> {
  /** `<noun>.<past participle>.v<n>`. */
  name: string;
  /** The one service that publishes it; a second one fails tools/lint/writers.spec.ts. */
  writer: 'im-gateway' | 'im-core' | 'presence' | 'device-bindings' | 'dispatch' | 'certificates' | 'bus';
  /** The service whose HTTP API takes it from a writer that speaks no Kafka. */
  door?: 'presence';
  /** One sentence: when does this fact happen? */
  says: string;
  schema: S;
  /** What keeps order: records of one key stay in order. */
  key: (event: Static<S>) => Key;
  /** The key in words, for the docs. */
  keyedBy: string;
  retention: { deleteAfterMs: number } | { compacted: true };
  /** Partitions on a production cluster (the topics job asks for so many); development uses fewer. */
  partitions: number;
  /** Named, complete, publishable as they are: the usual, the smallest, the strangest. */
  examples: Record<string, Static<S>>;
}

export interface Topic<T = unknown> extends Omit<TopicDefinition<TSchema>, 'key' | 'examples'> {
  key: (event: T) => Key;
  examples: Record<string, T>;
  check: TypeCheck<TSchema>;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A segment is closed after this long at the latest: only then may it be deleted, or compacted. */
export function segmentMsOf({ retention }: Pick<Topic, 'retention'>): number {
  return 'compacted' in retention ? DAY_MS : Math.min(DAY_MS, Math.ceil(retention.deleteAfterMs / 4));
}

/** So long a record may be read at most, also in a topic that is quiet. Infinity: its newest of a key stays. */
export const longestStayMs = (topic: Pick<Topic, 'retention'>): number =>
  'compacted' in topic.retention ? Infinity : topic.retention.deleteAfterMs + segmentMsOf(topic) + HOUR_MS;

export function defineTopic<S extends TSchema>(definition: TopicDefinition<S>): Topic<Static<S>> {
  return { ...definition, check: TypeCompiler.Compile(definition.schema) as TypeCheck<TSchema> } as Topic<
    Static<S>
  >;
}

/** The topic's examples as a door takes them whose path names the app. */
export const examplesWithoutApp = <T extends object>({ examples }: Pick<Topic<T>, 'examples'>) =>
  Object.fromEntries(
    Object.entries(examples).map(([name, event]) => [
      name,
      Object.fromEntries(Object.entries(event).filter(([field]) => field !== 'app')),
    ]),
  );
