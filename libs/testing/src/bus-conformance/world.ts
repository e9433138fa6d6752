// What the conformance suite asks of a bus under test. `memory.spec.ts` and `kafka.kafka.spec.ts` provide it.
import { type Static, Type } from '@sinclair/typebox';
import { defineTopic, HOUR_MS, type Topic } from '@offline-push/contracts';
import type { BusRecord, Log, Partition, Publisher } from '@offline-push/bus/for-testing';
import type { Transaction } from '../memory-bus/memory-bus';
import type { RawRecord } from '../memory-bus/raw-record';

export const PARTITIONS = 3;

/** A process that took records and can be killed before it settles them. */
export interface Victim {
  /** Resolves when its handler holds records. */
  took: Promise<void>;
  kill(): Promise<void>;
}

export interface World {
  /** `keepsTimes`: the writers' time stamps stay, as on a topic that was made before ours were (CreateTime). */
  createTopics(topics: readonly Topic<Step>[], sort?: { keepsTimes: boolean }): Promise<void>;
  /** A connection of its own, as another pod has it. */
  connect(): Log;
  publisher: Publisher;
  /** Gives up after a second: for topics that are not there. */
  impatient: Publisher;
  /** Writes what any client could, also what breaks the contract. */
  write(topic: string, record: RawRecord): Promise<void>;
  /** The same in a transaction that is still open. */
  begin(topic: string, record: RawRecord): Promise<Transaction>;
  /** All records of the topic so far. */
  read(topic: string): Promise<BusRecord[]>;
  /** Drops what lies before that offset. */
  truncate(at: Partition, start: bigint): Promise<void>;
  victim(topic: Topic<Step>, group: string): Promise<Victim>;
  exists(topic: string): Promise<boolean>;
  close(): Promise<void>;
}

const StepSchema = Type.Object({
  walk: Type.String({ pattern: '^[a-z0-9-]{1,32}$' }),
  number: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  note: Type.Optional(Type.String({ maxLength: 1000 })),
});

/** Something that happens many times, in order per walk. */
export type Step = Static<typeof StepSchema>;

let made = 0;

/** A topic that no other test uses. */
export const freshTopic = (name: string): Topic<Step> =>
  defineTopic({
    name: `${name}-${process.pid}-${Date.now().toString(36)}-${++made}.taken.v1`,
    writer: 'bus',
    says: 'A step was taken.',
    schema: StepSchema,
    key: ({ walk }) => walk,
    keyedBy: 'the walk',
    retention: { deleteAfterMs: HOUR_MS },
    partitions: PARTITIONS,
    examples: { first: { walk: 'a', number: 0 } },
  });

export const steps = (walk: string, count: number, from = 0): Step[] =>
  Array.from({ length: count }, (_, index) => ({ walk, number: from + index }));
