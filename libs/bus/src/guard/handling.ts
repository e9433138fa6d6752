// Calls the handler with the events of a slice: first with all; after an error with halves, to find the event that fails or to make the
// work small enough; and not at all while the handler fails on every event. The guard writes dead letters and holds.
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import type { BatchHandler, Delivered, Rejection } from '../bus';
import { aboutDelivered } from './about';
import { Breaker } from './breaker';
import { isRetriable, isTooLarge } from './retriable';

/** After so many tries an event that fails alone becomes a dead letter. */
const TRIES = 3;
const TRY_AGAIN_MS = 20;
/** After this a slice that is being split gives its rest back, so that its partitions do not look dead. */
const SPLIT_LIMIT_MS = 3_000;
/** A handler that failed on every event is tried with so many events, with others each time, so that a good one is found. */
const SAMPLES = 8;
/** SQLSTATEs of values that no statement takes. The event is to blame for them, however many such events there are. */
const FAULT_OF_VALUE = /^(22|54)[0-9A-Z]{3}$/;

export interface Handled {
  /** The number of settled events, counted from the first. */
  done: number;
  rejections: Rejection[];
  held?: unknown;
}

/** Every event fails, so the fault is not in the events: the topic waits, and a few events are tried again and again. */
export class HandlerBroken extends Error {
  readonly code = 'handler-broken';
  readonly retriable = true;

  constructor(how: string) {
    super(`the handler fails on every event: ${how}`);
    this.name = 'HandlerBroken';
  }
}

type Delivery = readonly Delivered<unknown>[];
type Attempt = { ok: true; rejections: readonly Rejection[] } | { ok: false; error: unknown };

export class Handling {
  private readonly logger = new Logger('Guard');
  private readonly breaker = new Breaker();
  /** The most events in one call: halved when a call was too large, doubled when calls are quick again. */
  private maxEvents = Infinity;

  constructor(
    private readonly topic: Topic,
    private readonly handler: BatchHandler<unknown>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isBroken(): boolean {
    return this.breaker.brokenBy !== null;
  }

  async handle(good: Delivery): Promise<Handled> {
    if (this.isBroken && !(await this.isWellAgain(good)))
      return { done: 0, rejections: [], held: this.complaint() };
    const startMs = this.now();
    const run = new Run(good.length, this.maxEvents);
    for (let range = run.next(); range !== undefined; range = run.next()) {
      const [from, to] = range;
      const result = await this.attempt(good.slice(from, to));
      const isLate = this.now() - startMs > SPLIT_LIMIT_MS;
      if (result.ok) {
        this.breaker.succeeded(to - from);
        run.passed(to, result.rejections);
      } else if (to - from > 1 && (isTooLarge(result.error) || !isRetriable(result.error))) {
        run.split(from, to);
        if (!isTooLarge(result.error)) continue;
        this.maxEvents = Math.ceil((to - from) / 2);
        if (isLate) return run.held(result.error);
      } else if (isRetriable(result.error)) return run.held(result.error);
      else {
        run.failed(to, this.failed(good[from] as Delivered<unknown>, result.error));
        if (this.isBroken && !(await this.isWellAgain(good.slice(to)))) return run.undone(this.complaint());
      }
      if (isLate) return run.handled;
    }
    if (this.now() - startMs < SPLIT_LIMIT_MS) this.maxEvents *= 2;
    return run.handled;
  }

  /** Tries a single event three times. Several events are tried once; the caller splits them. */
  private async attempt(batch: Delivery): Promise<Attempt> {
    for (let tries = 1; ; tries++) {
      const result = await this.call(batch);
      if (result.ok || batch.length > 1 || isRetriable(result.error) || tries === TRIES) return result;
      await delay(TRY_AGAIN_MS);
    }
  }

  private async call(batch: Delivery): Promise<Attempt> {
    try {
      return { ok: true, rejections: (await this.handler(batch)) ?? [] };
    } catch (error) {
      return { ok: false, error };
    }
  }

  private failed(delivered: Delivered<unknown>, error: unknown): Rejection {
    const { topic, partition, offset } = delivered.record;
    const { name, code, stack } = asError(error);
    const about = { ...aboutDelivered(delivered), topic, partition, offset };
    this.logger.error({ event: 'handler-failed', ...about, name, code, at: framesOf(stack) });
    const wasBroken = this.isBroken;
    if (!FAULT_OF_VALUE.test(String(code)))
      this.breaker.failed(code === undefined ? name : `${name} ${String(code)}`, this.keyOf(delivered));
    if (this.isBroken && !wasBroken)
      this.logger.error({ event: 'handler-broken', topic, how: this.breaker.brokenBy });
    return { delivered, reason: 'handler-failed', detail: named(error) };
  }

  /** Tries a few events alone. One that passes is enough. It is handled again with the others, which does no harm. */
  private async isWellAgain(events: Delivery): Promise<boolean> {
    for (const sample of samplesOf(events)) {
      if (!(await this.call([sample])).ok) continue;
      this.breaker.succeeded(1);
      this.logger.log({ event: 'handler-well', topic: this.topic.name });
      return true;
    }
    return false;
  }

  private complaint(): HandlerBroken {
    return new HandlerBroken(this.breaker.brokenBy ?? '');
  }

  private keyOf({ event, record }: Delivered<unknown>): string {
    return String(this.topic.key(event) ?? `${record.partition}/${record.offset}`).slice(0, 200);
  }
}

/** The ranges of a slice that are still to be tried, and the result so far. */
class Run {
  readonly handled: Handled = { done: 0, rejections: [] };
  private readonly open: [from: number, to: number][] = [];
  /** The state before the current row of failures. */
  private rowFrom: { done: number; rejections: number } | null = null;

  constructor(events: number, maxEvents: number) {
    const step = Math.min(maxEvents, Math.max(events, 1));
    for (let to = events; to > 0; to = Math.floor((to - 1) / step) * step)
      this.open.push([Math.floor((to - 1) / step) * step, to]);
  }

  next(): [from: number, to: number] | undefined {
    return this.open.pop();
  }

  split(from: number, to: number): void {
    const middle = (from + to) >> 1;
    this.open.push([middle, to], [from, middle]);
  }

  passed(to: number, rejections: readonly Rejection[]): void {
    this.handled.rejections.push(...rejections);
    this.handled.done = to;
    this.rowFrom = null;
  }

  failed(to: number, rejection: Rejection): void {
    this.rowFrom ??= { done: this.handled.done, rejections: this.handled.rejections.length };
    this.handled.rejections.push(rejection);
    this.handled.done = to;
  }

  held(error: unknown): Handled {
    return { ...this.handled, held: error };
  }

  /** Undoes the current row of failures, because the events were not to blame: they are tried again. */
  undone(error: unknown): Handled {
    const { done, rejections } = this.rowFrom ?? { done: 0, rejections: 0 };
    return { done, rejections: this.handled.rejections.slice(0, rejections), held: error };
  }
}

/** The first, the last, and some in between. */
function samplesOf(events: Delivery): Set<Delivered<unknown>> {
  const places = [0, events.length - 1];
  while (places.length < SAMPLES) places.push(Math.floor(Math.random() * events.length));
  return new Set(places.flatMap((place) => events[place] ?? []));
}

const asError = (error: unknown): Error & { code?: unknown } =>
  error instanceof Error ? error : new Error(String(error));

export const named = (error: unknown): string => `${asError(error).name}: ${asError(error).message}`;

/** The stack without the message, which may quote the event. */
const framesOf = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 5);
