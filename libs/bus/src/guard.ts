// The guard stands between the log and a handler, and is the only place with a catch. Whatever a handler or a record does, what comes out
// is: these are settled, and, if so, the others wait. It leaves waiting to the flow, and making slices to the gather.
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import type { BatchHandler, BusRecord, Delivered, Rejection } from './bus';
import type { Dead } from './dead-letters';
import type { SliceEnd } from './gather';
import { inspect } from './inspect';
import { isRetriable } from './retriable';

/** A bug may hit one event three times; then it is buried (`style.md` 10). */
const TRIES = 3;
const TRY_AGAIN_MS = 20;
/** A slice that is being split gives up its rest after this long, so that its partitions are not taken for dead. */
const SPLIT_LIMIT_MS = 3_000;

export interface Guarded {
  topic: Topic;
  handle: BatchHandler<unknown>;
  bury: (dead: readonly Dead[]) => Promise<void>;
  now?: () => number;
}

interface Handled {
  /** So many of the good ones, from the first, are settled. */
  done: number;
  rejections: Rejection[];
  held?: unknown;
}

export class Guard {
  private readonly logger = new Logger('Guard');
  private readonly now: () => number;

  constructor(private readonly guarded: Guarded) {
    this.now = guarded.now ?? Date.now;
  }

  /** Never rejects. Records settle from the first on, so that a partition never has an open record behind a settled one. */
  async settle(slice: readonly BusRecord[]): Promise<SliceEnd> {
    const dead = new Map<BusRecord, Dead>();
    const good = this.readable(slice, dead);
    const { done, rejections, held } = await this.handle(good);
    for (const { delivered, reason, detail } of rejections)
      dead.set(delivered.record, { record: delivered.record, reason, detail });
    const open = good[done]?.record;
    const settled = open === undefined ? slice.length : slice.indexOf(open);
    return this.bury(slice.slice(0, settled), dead, held);
  }

  private readable(slice: readonly BusRecord[], dead: Map<BusRecord, Dead>): Delivered<unknown>[] {
    const good: Delivered<unknown>[] = [];
    for (const record of slice) {
      const inspection = this.inspect(record);
      if (inspection.ok) good.push(inspection.delivered);
      else dead.set(record, { record, reason: inspection.reason, detail: inspection.detail });
    }
    return good;
  }

  /** Contracts read any bytes without throwing; if one does not, its record must not take the others down. */
  private inspect(record: BusRecord): ReturnType<typeof inspect> {
    try {
      return inspect(this.guarded.topic, record);
    } catch (error) {
      return { ok: false, reason: 'handler-failed', detail: `reading it failed: ${named(error)}` };
    }
  }

  private async bury(
    settled: readonly BusRecord[],
    dead: ReadonlyMap<BusRecord, Dead>,
    held: unknown,
  ): Promise<SliceEnd> {
    const letters = settled.flatMap((record) => dead.get(record) ?? []);
    try {
      await this.guarded.bury(letters);
    } catch (error) {
      const first = letters[0];
      return { settled: first === undefined ? 0 : settled.indexOf(first.record), held: error };
    }
    return held === undefined ? { settled: settled.length } : { settled: settled.length, held };
  }

  /** All at once; after an error that is not the world's fault, halves, from the left, until the culprit is alone. */
  private async handle(good: readonly Delivered<unknown>[]): Promise<Handled> {
    const handled: Handled = { done: 0, rejections: [] };
    const limitMs = this.now() + SPLIT_LIMIT_MS;
    const open: [from: number, to: number][] = good.length === 0 ? [] : [[0, good.length]];
    for (let range = open.pop(); range !== undefined; range = open.pop()) {
      const [from, to] = range;
      const result = await this.attempt(good.slice(from, to));
      if (result.ok) {
        handled.rejections.push(...result.rejections);
        handled.done = to;
        if (this.now() > limitMs) return handled;
      } else if (isRetriable(result.error)) return { ...handled, held: result.error };
      else {
        const middle = (from + to) >> 1;
        open.push([middle, to], [from, middle]);
      }
    }
    return handled;
  }

  /** A single event gets its three tries here and ends as a rejection; several that fail are the caller's to split. */
  private async attempt(batch: readonly Delivered<unknown>[]): Promise<Attempt> {
    for (let tries = 1; ; tries++) {
      const result = await this.call(batch);
      const [single] = batch;
      if (result.ok || single === undefined || batch.length > 1 || isRetriable(result.error)) return result;
      if (tries === TRIES) return { ok: true, rejections: [this.failed(single, result.error)] };
      await delay(TRY_AGAIN_MS);
    }
  }

  private async call(batch: readonly Delivered<unknown>[]): Promise<Attempt> {
    try {
      return { ok: true, rejections: (await this.guarded.handle(batch)) ?? [] };
    } catch (error) {
      return { ok: false, error };
    }
  }

  private failed(delivered: Delivered<unknown>, error: unknown): Rejection {
    const { topic, partition, offset } = delivered.record;
    const { name, code, stack } = asError(error);
    this.logger.error({ event: 'handler-failed', topic, partition, offset, name, code, at: framesOf(stack) });
    return { delivered, reason: 'handler-failed', detail: named(error) };
  }
}

type Attempt = { ok: true; rejections: readonly Rejection[] } | { ok: false; error: unknown };

const asError = (error: unknown): Error & { code?: unknown } =>
  error instanceof Error ? error : new Error(String(error));

const named = (error: unknown): string => `${asError(error).name}: ${asError(error).message}`;

/** Where it happened, without the message: that may quote the event. */
const framesOf = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 5);
