// One topic of a flow: its handler behind the guard, its gather, and whether something it needs is away.
import type { Topic } from '@offline-push/contracts';
import type { BatchHandler, BusRecord } from './bus';
import type { DeadLetters } from './dead-letters';
import { Gather, type SliceEnd } from './gather';
import { Guard } from './guard';
import { busBatchDuration, busRecords, handlerBroken, type RecordResult } from './metrics';

/** A topic and what a service does with it. */
export interface Subscription {
  topic: Topic;
  handle: BatchHandler<unknown>;
  mentioning?: readonly string[] | undefined;
}

export class Lane {
  readonly topic: string;
  readonly gather: Gather;
  /** Failed tries in a row. 0: all is well. */
  failures = 0;
  retryTimer: NodeJS.Timeout | null = null;
  private readonly guard: Guard;

  constructor(
    subscription: Subscription,
    private readonly group: string,
    graves: DeadLetters,
    maxRecords: number,
  ) {
    this.topic = subscription.topic.name;
    this.guard = new Guard({
      ...subscription,
      bury: async (dead) => {
        await graves.bury(dead);
        this.count('dead', dead.length);
      },
    });
    this.gather = new Gather((slice) => this.settle(slice), maxRecords);
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
