// Collects the verdicts of all lanes and writes them in few transactions. A caller waits until its own verdicts are written. Slow writes,
// and rows that another session has locked, do not delay the others (docs/adr/0011).
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { within } from '@offline-push/bus';
import { setTimeout as delay } from 'node:timers/promises';
import { aboutOf } from '../calls/about';
import { bare } from '../calls/bare';
import { FreshDeaths } from '../calls/fresh-deaths.worker';
import { Limits } from '../dispatch.config';
import { countLateAnswers, countSettled } from '../metrics';
import type { Settled } from '../ledger/outcome';
import { LockedStore } from '../ledger/locked.store';
import { SettleStore } from '../ledger/settle.store';
import { BehindLocks } from './behind-locks.steps';
import { type Failure, failureFrom, halved, isOfItsPortion } from './unwritten';

const PORTION = 1_000;
const RETRY_MS = 250;
/** Pause between two tries of a verdict that fails alone. */
const RETRY_ALONE_MS = 1_000;
/** The most verdicts that are retried alone at a time. With more, the fault is not in single verdicts. */
const MAX_RETRIED_ALONE = 1_000;
/** While the database takes no verdict, each is kept for so many leases. Without a database nobody else can claim the target. */
const LEASES = 20;
/** The next write does not wait longer than this for the last one. In ms. */
const SLOW_MS = 250;
/** The most slow writes at a time, because claims need the pool too. */
const MAX_SLOW = 3;

/** `written` wakes the caller. `endMs` is how long the verdict is kept, by the monotonic clock. */
interface Kept {
  written: () => void;
  endMs: number;
}

@Injectable()
export class Settlements implements OnApplicationShutdown {
  private readonly logger = new Logger(Settlements.name);
  private readonly queue: Settled[][] = [];
  private readonly kept = new Map<Settled, Kept>();
  private readonly unwritten = new Set<string>();
  private readonly slow = new Set<Promise<void>>();
  private readonly behindLocks: BehindLocks;
  private readonly retriedAlone = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private running = false;
  private isWaiting = false;

  constructor(
    private readonly store: SettleStore,
    private readonly deaths: FreshDeaths,
    private readonly limits: Limits,
    locked: LockedStore,
  ) {
    this.behindLocks = new BehindLocks(locked, {
      isTooLate: (settled) => this.isTooLate(settled),
      free: (some) => this.add(some),
    });
  }

  /** Resolves when all are written. A verdict that fails alone keeps nobody waiting: it is tried again until its lease is over. */
  settle(settled: Settled[]): Promise<void> {
    if (settled.length === 0) return Promise.resolve();
    const endMs = performance.now() + LEASES * this.limits.leaseMs;
    return new Promise((done) => {
      let left = settled.length;
      const kept: Kept = { endMs, written: () => --left === 0 && done() };
      for (const each of settled) {
        this.kept.set(each, kept);
        this.unwritten.add(each.target.targetId);
      }
      this.add(settled);
    });
  }

  /**
   * True if the target's verdict is known here and not written yet. If this process claimed the target again, it would call twice, or end
   * the target without what is known.
   */
  hasUnwritten({ targetId }: Pick<Settled['target'], 'targetId'>): boolean {
    return this.unwritten.has(targetId);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.retriedAlone);
  }

  private add(settled: Settled[]): void {
    this.queue.push(settled);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0) {
      while (this.slow.size >= MAX_SLOW) await Promise.race(this.slow);
      await this.waitAWhile(this.write(this.takeSome()));
    }
    this.running = false;
  }

  private async waitAWhile(writing: Promise<void>): Promise<void> {
    if (await within(writing, SLOW_MS)) return;
    this.slow.add(writing);
    void writing.finally(() => this.slow.delete(writing));
  }

  private takeSome(): Settled[] {
    let count = 0;
    let size = 0;
    for (const settled of this.queue) {
      if (count > 0 && size + settled.length > PORTION) break;
      size += settled.length;
      count += 1;
    }
    return this.queue.splice(0, count).flat();
  }

  /** A portion that fails for its content or its size is halved until the settlement that fails is alone. The rest is written. */
  private async write(batch: Settled[]): Promise<void> {
    const open = [batch];
    for (let portion = open.pop(); portion !== undefined; portion = open.pop()) {
      const error = await this.failureOf(portion);
      const [only] = portion;
      if (error === undefined) this.finish(portion);
      else if (portion.length > 1 && isOfItsPortion(error)) open.push(...halved(portion));
      else if (only !== undefined && !error.retriable) await this.writeBare(only, error);
      else open.push(await this.later(portion, error));
    }
  }

  /** Waits, and returns the verdicts to try again. Those whose time is over are given up. */
  private async later(portion: Settled[], error: Failure): Promise<Settled[]> {
    const late = portion.filter((settled) => this.isTooLate(settled));
    if (late.length > 0) this.giveUp(late, error);
    const left = late.length > 0 ? portion.filter((settled) => !late.includes(settled)) : portion;
    if (left.length === 0) return left;
    this.tellWaiting(left, error);
    await delay(RETRY_MS);
    return error.isLocked ? this.behindLocks.without(left) : left;
  }

  /** Writes the verdict without the vendor's words: it is better to lose the words than the verdict. */
  private async writeBare(settled: Settled, why: Failure): Promise<void> {
    const about = { error: why.message, ...aboutOf([settled.target]) };
    const failure = await this.failureOf([bare(settled)]);
    if (failure === undefined) {
      this.logger.error({ event: 'settled-without-words', ...about });
      return this.finish([settled]);
    }
    if (this.retriedAlone.size >= MAX_RETRIED_ALONE) return this.giveUp([settled], failure);
    this.logger.error({ event: 'settle-fails', ...about });
    const retrying = this.retryAlone(settled, failure).finally(() => this.retriedAlone.delete(retrying));
    this.retriedAlone.add(retrying);
    this.release([settled]);
  }

  /** Nobody waits for this. When the lease is over, any process may claim the target again, in doubt. */
  private async retryAlone(settled: Settled, why: Failure): Promise<void> {
    const endMs = performance.now() + this.limits.leaseMs;
    const { signal } = this.stopping;
    for (let failure: Failure | undefined = why; failure !== undefined; ) {
      if (performance.now() > endMs || signal.aborted) return this.giveUp([settled], failure);
      await delay(RETRY_ALONE_MS, undefined, { signal }).catch(() => undefined);
      failure = await this.failureOf([bare(settled)]);
    }
    this.finish([settled]);
  }

  private async failureOf(portion: Settled[]): Promise<Failure | undefined> {
    if (portion.length === 0) return undefined;
    let settled: Settled[];
    try {
      settled = await this.store.settle(portion);
    } catch (error) {
      return failureFrom(error);
    }
    this.isWaiting = false;
    countSettled(settled);
    if (settled.length < portion.length) this.tellLate(portion, settled);
    return undefined;
  }

  /** True at the end of a stop too: then the next claim decides, in doubt. */
  private isTooLate(settled: Settled): boolean {
    return this.stopping.signal.aborted || performance.now() > (this.kept.get(settled)?.endMs ?? 0);
  }

  /** Called when verdicts are written or given up. */
  private finish(portion: readonly Settled[]): void {
    this.release(portion);
    this.deaths.written(portion);
  }

  private release(portion: readonly Settled[]): void {
    for (const settled of portion) {
      this.kept.get(settled)?.written();
      this.kept.delete(settled);
      this.unwritten.delete(settled.target.targetId);
    }
  }

  private giveUp(portion: readonly Settled[], { message }: Failure): void {
    const states = [...new Set(portion.map(({ settlement }) => settlement.state))];
    const about = aboutOf(portion.map(({ target }) => target));
    this.logger.error({ event: 'settle-given-up', states, error: message, ...about });
    this.finish(portion);
  }

  /** Logs one line until a write succeeds again. */
  private tellWaiting(portion: readonly Settled[], { message }: Failure): void {
    const about = aboutOf(portion.map(({ target }) => target));
    if (!this.isWaiting) this.logger.warn({ event: 'settle-waits', error: message, ...about });
    this.isWaiting = true;
  }

  private tellLate(portion: readonly Settled[], settled: readonly Settled[]): void {
    const inTime = new Set(settled.map(({ target }) => target.targetId));
    const late = portion.flatMap(({ target }) => (inTime.has(target.targetId) ? [] : [target]));
    countLateAnswers(late.length);
    this.logger.warn({ event: 'late-answer', ...aboutOf(late) });
  }
}
