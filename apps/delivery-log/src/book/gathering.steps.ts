// Gathers what slices of all topics say for a moment and writes it in one transaction: a push goes the whole way in less than that, so most
// stories are written once, whole. A slice waits until its part is written; nobody else waits for the log.
import { Injectable } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import { setTimeout as delay } from 'node:timers/promises';
import { Limits } from '../delivery-log.config';
import { Drafts } from '../topics/drafts';
import { Book } from './book.steps';

/** With so many facts it does not wait for more. */
const ENOUGH_FACTS = 5_000;
/** So many events in one portion are a full slice: more of them wait behind it, and the log is behind. */
const FULL_EVENTS = 1_000;
/** A slice whose newest event is older is read from a backlog, however few events it has: the rest of a fetch, or few of many partitions. */
const BEHIND_MS = 3_000;
/** Then it waits for the slices of the other topics only, which came in the same fetch. */
const OTHER_TOPICS_MS = 50;

/** After a gathering that failed for what is in it each slice is written alone for so long, so that the guard finds whose fault it is. */
const ALONE_MS = 10_000;

interface Gathering {
  drafts: Drafts;
  isEnough: AbortController;
  hurry: () => void;
  written: Promise<void>;
}

@Injectable()
export class Gatherings {
  private open: Gathering | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private aloneUntilMs = 0;

  constructor(
    private readonly book: Book,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** Resolves when all of it is written. */
  async addAll(portions: Iterable<Drafts>): Promise<void> {
    for (const drafts of portions) if (drafts.facts > 0) await this.add(drafts);
  }

  /** `drafts` is not to be used any more. */
  private async add(drafts: Drafts): Promise<void> {
    if (performance.now() < this.aloneUntilMs) return this.book.write(drafts.list());
    const gathering = (this.open ??= this.begin());
    const isBehind = drafts.events >= FULL_EVENTS || drafts.newestMs < this.clock.nowMs() - BEHIND_MS;
    gathering.drafts.add(drafts);
    if (gathering.drafts.facts >= ENOUGH_FACTS) gathering.isEnough.abort();
    else if (isBehind) gathering.hurry();
    await gathering.written;
  }

  /** One at a time, so that two gatherings never wait for each other's rows. */
  private begin(): Gathering {
    const isEnough = new AbortController();
    const drafts = new Drafts();
    const isTime = Promise.all([this.last, this.moment(isEnough.signal)]);
    const written = isTime.then(() => this.write(drafts));
    this.last = written.catch(() => undefined);
    const hurry = () => void delay(OTHER_TOPICS_MS, undefined, { ref: false }).then(() => isEnough.abort());
    return { drafts, isEnough, hurry, written };
  }

  private moment(signal: AbortSignal): Promise<void> {
    return delay(this.limits.gatherMs, undefined, { signal }).catch(() => undefined);
  }

  private async write(drafts: Drafts): Promise<void> {
    this.open = undefined;
    try {
      await this.book.write(drafts.list());
    } catch (error) {
      const isOurTrouble = (error as { retriable?: unknown }).retriable === true;
      if (!isOurTrouble) this.aloneUntilMs = performance.now() + ALONE_MS;
      throw error;
    }
  }
}
