// A flow's subscription to one topic: its guarded handler, its gather, and whether the topic is held.
import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import type { BatchHandler, BusRecord, LiveWords } from '../bus';
import type { DeadLetters } from '../guard/dead-letters';
import { Guard } from '../guard/guard';
import { busBatchDuration, busRecords, handlerBroken, type RecordResult } from '../metrics';
import { Gather, type SliceEnd } from './gather';

/** A topic and what a service does with it. */
export interface TopicHandler {
  topic: Topic;
  handle: BatchHandler<unknown>;
  mentioning?: readonly string[] | LiveWords | undefined;
}

/** Bounds the words of a server in the health report. */
const MAX_WHY_LENGTH = 200;

export class Subscription {
  readonly topic: string;
  private readonly logger = new Logger('FlowRunner');
  readonly gather: Gather;
  /** Failed tries in a row. */
  failures = 0;
  /** Why the topic is held, and since when (monotonic). */
  private held: { why: string; sinceMs: number } | null = null;
  retryTimer: NodeJS.Timeout | null = null;
  private readonly guard: Guard;

  constructor(
    handler: TopicHandler,
    private readonly group: string,
    deadLetters: DeadLetters,
    maxRecords: number,
  ) {
    this.topic = handler.topic.name;
    this.guard = new Guard({
      ...handler,
      writeDead: async (dead) => {
        await deadLetters.write(dead);
        this.count('dead', dead.length);
      },
    });
    this.gather = new Gather((slice) => this.settle(slice), maxRecords);
  }

  /** Holds the topic until this error has passed. */
  hold(error: unknown): void {
    const { message, code } = error as { message?: unknown; code?: unknown };
    const why = typeof message === 'string' ? message : String(error);
    if (this.held === null)
      this.logger.warn({ event: 'topic-held', group: this.group, topic: this.topic, code, error: why });
    this.held = { why, sinceMs: this.held?.sinceMs ?? performance.now() };
    this.failures++;
  }

  free(): void {
    if (this.held !== null) this.logger.log({ event: 'topic-resumed', group: this.group, topic: this.topic });
    this.held = null;
    this.failures = 0;
  }

  /** Why the topic is held, in words. */
  get words(): string | undefined {
    if (this.held === null) return undefined;
    const seconds = Math.round((performance.now() - this.held.sinceMs) / 1000);
    return `topic ${this.topic} is held: ${this.held.why.slice(0, MAX_WHY_LENGTH)}, since ${seconds} s`;
  }

  private async settle(slice: readonly BusRecord[]): Promise<SliceEnd> {
    const stop = busBatchDuration.startTimer({ topic: this.topic, group: this.group });
    const end = await this.guard.settle(slice);
    stop();
    handlerBroken.set({ topic: this.topic, group: this.group }, this.guard.isBroken ? 1 : 0);
    this.count('settled', end.settled);
    if (end.held !== undefined) this.count('held', slice.length - end.settled);
    return end;
  }

  private count(result: RecordResult, records: number): void {
    if (records > 0) busRecords.inc({ topic: this.topic, group: this.group, result }, records);
  }
}
