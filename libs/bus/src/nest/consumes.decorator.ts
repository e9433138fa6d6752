// `@Consumes(topic, flow)` marks a method as the handler of a topic. Only this file uses Nest's EventPattern.
import type { Topic } from '@offline-push/contracts';
import { EventPattern } from '@nestjs/microservices';
import type { BatchHandler, Delivered, Flow, LiveWords, Rejection } from '../bus';

/** What the decorator tells the strategy about a handler. */
export interface Consumption {
  topic: Topic;
  flow: Flow;
  /** Only records that hold one of these words are read; the others are settled unseen. */
  mentioning?: readonly string[] | LiveWords | undefined;
}

/** A call through Nest. Nest's exception filter would replace the handler's error by a general one, so errors are passed as values. */
export class HandlerCall {
  constructor(readonly batch: readonly Delivered<unknown>[]) {}
}

export type HandlerAnswer = { ok: true; rejections: readonly Rejection[] } | { ok: false; error: unknown };

/**
 * `mentioning`: for a handler that needs few records of a busy topic. Words, as they stand in the records.
 *
 * The method gets slices of the topic's events; see `BatchHandler` for what its end means.
 */
export function Consumes<T>(topic: Topic<T>, flow: Flow, mentioning?: readonly string[] | LiveWords) {
  return <M extends BatchHandler<T>>(
    target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    const handle = descriptor.value;
    if (handle === undefined) throw new TypeError(`@Consumes(${topic.name}) belongs on a method`);
    descriptor.value = catching(handle) as unknown as M;
    const consumption = { topic, flow, mentioning };
    EventPattern<string>(patternOf(topic.name, flow.group), consumption)(target, name, descriptor as never);
  };
}

/** One topic may be read by several flows of a service: the pattern names both. */
const patternOf = (topic: string, group: string): string => `${topic} by ${group}`;

/** Called by Nest, it answers with a value; called by anyone else, the method is as it was written. */
const catching = <T>(handle: BatchHandler<T>) =>
  async function (this: unknown, batch: readonly Delivered<T>[] | HandlerCall) {
    if (!(batch instanceof HandlerCall)) return handle.call(this, batch);
    try {
      const rejections = (await handle.call(this, batch.batch as readonly Delivered<T>[])) ?? [];
      return { ok: true, rejections } satisfies HandlerAnswer;
    } catch (error) {
      return { ok: false, error } satisfies HandlerAnswer;
    }
  };
