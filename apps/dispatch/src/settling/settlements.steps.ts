// Gathers what the calls of all lanes came to and writes it in few transactions. A caller waits until its part is written, and for nobody
// else's: what is slow, and what another session has locked, is written beside the others (docs/adr/0011).
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

const MOST_AT_ONCE = 1_000;
const RETRY_MS = 250;
/** A verdict that fails by itself is tried again so often. */
const INSIST_MS = 1_000;
/** Verdicts that are tried again beside the others. More of them are no single ones any more. */
const MOST_STUBBORN = 1_000;
/** So many leases long a verdict is kept while the database takes none: nobody else can claim its target meanwhile. */
const LEASES = 20;
/** A write that takes longer keeps no other one waiting. In ms. */
const SLOW_MS = 250;
/** Slow ones at a time: the pool is needed for claims, too. */
const MOST_SLOW = 3;

/** Whoever waits for a verdict, and how long it is kept, by the monotonic clock. */
interface Kept {
  written: () => void;
  endMs: number;
}

@Injectable()
export class Settlements implements OnApplicationShutdown {
  private readonly logger = new Logger(Settlements.name);
  private readonly queue: Settled[][] = [];
  private readonly kept = new Map<Settled, Kept>();
  private readonly owed = new Set<string>();
  private readonly slow = new Set<Promise<void>>();
  private readonly behindLocks: BehindLocks;
  private readonly stubborn = new Set<Promise<void>>();
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

  /** Resolves when written, or when it cannot be for now: such a verdict is tried again until its lease is over, and keeps nobody waiting. */
  settle(settled: Settled[]): Promise<void> {
    if (settled.length === 0) return Promise.resolve();
    const endMs = performance.now() + LEASES * this.limits.leaseMs;
    return new Promise((done) => {
      let left = settled.length;
      const kept: Kept = { endMs, written: () => --left === 0 && done() };
      for (const each of settled) {
        this.kept.set(each, kept);
        this.owed.add(each.target.targetId);
      }
      this.add(settled);
    });
  }

  /**
   * What it came to is known here and not written yet. Another claim of this process would win the row as soon as its lock is gone, and call
   * again or end it with less than is known.
   */
  owes({ targetId }: Pick<Settled['target'], 'targetId'>): boolean {
    return this.owed.has(targetId);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.stubborn);
  }

  private add(settled: Settled[]): void {
    this.queue.push(settled);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0) {
      while (this.slow.size >= MOST_SLOW) await Promise.race(this.slow);
      await this.patiently(this.write(this.takeSome()));
    }
    this.running = false;
  }

  private async patiently(writing: Promise<void>): Promise<void> {
    if (await within(writing, SLOW_MS)) return;
    this.slow.add(writing);
    void writing.finally(() => this.slow.delete(writing));
  }

  private takeSome(): Settled[] {
    let count = 0;
    let size = 0;
    for (const settled of this.queue) {
      if (count > 0 && size + settled.length > MOST_AT_ONCE) break;
      size += settled.length;
      count += 1;
    }
    return this.queue.splice(0, count).flat();
  }

  /** Portions that fail for what is in them, or for their size, are halved until the settlement that fails is alone; the rest is written. */
  private async write(batch: Settled[]): Promise<void> {
    const open = [batch];
    for (let portion = open.pop(); portion !== undefined; portion = open.pop()) {
      const error = await this.failureOf(portion);
      const [only] = portion;
      if (error === undefined) this.over(portion);
      else if (portion.length > 1 && isOfItsPortion(error)) open.push(...halved(portion));
      else if (only !== undefined && !error.retriable) await this.writeBare(only, error);
      else open.push(await this.later(portion, error));
    }
  }

  /** What is to be tried again. Only those are given up whose own time is over. */
  private async later(portion: Settled[], error: Failure): Promise<Settled[]> {
    const late = portion.filter((settled) => this.isTooLate(settled));
    if (late.length > 0) this.giveUp(late, error);
    const left = late.length > 0 ? portion.filter((settled) => !late.includes(settled)) : portion;
    if (left.length === 0) return left;
    this.tellWaiting(left, error);
    await delay(RETRY_MS);
    return error.isLocked ? this.behindLocks.without(left) : left;
  }

  /** What it came to is worth more than the vendor's words about it. */
  private async writeBare(settled: Settled, why: Failure): Promise<void> {
    const about = { error: why.message, ...aboutOf([settled.target]) };
    const failure = await this.failureOf([bare(settled)]);
    if (failure === undefined) {
      this.logger.error({ event: 'settled-without-words', ...about });
      return this.over([settled]);
    }
    if (this.stubborn.size >= MOST_STUBBORN) return this.giveUp([settled], failure);
    this.logger.error({ event: 'settle-fails', ...about });
    const insisting = this.insist(settled, failure).finally(() => this.stubborn.delete(insisting));
    this.stubborn.add(insisting);
    this.release([settled]);
  }

  /** Beside the others, which do not wait for it. When its lease is over, the target is anyone's again, marked in doubt. */
  private async insist(settled: Settled, why: Failure): Promise<void> {
    const endMs = performance.now() + this.limits.leaseMs;
    const { signal } = this.stopping;
    for (let failure: Failure | undefined = why; failure !== undefined; ) {
      if (performance.now() > endMs || signal.aborted) return this.giveUp([settled], failure);
      await delay(INSIST_MS, undefined, { signal }).catch(() => undefined);
      failure = await this.failureOf([bare(settled)]);
    }
    this.over([settled]);
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

  /** Also at the end of a stop, when what the database has not taken is left to whoever claims next. */
  private isTooLate(settled: Settled): boolean {
    return this.stopping.signal.aborted || performance.now() > (this.kept.get(settled)?.endMs ?? 0);
  }

  /** Written or given up: nobody has to know it by heart any more. */
  private over(portion: readonly Settled[]): void {
    this.release(portion);
    this.deaths.written(portion);
  }

  private release(portion: readonly Settled[]): void {
    for (const settled of portion) {
      this.kept.get(settled)?.written();
      this.kept.delete(settled);
      this.owed.delete(settled.target.targetId);
    }
  }

  private giveUp(portion: readonly Settled[], { message }: Failure): void {
    const states = [...new Set(portion.map(({ settlement }) => settlement.state))];
    const about = aboutOf(portion.map(({ target }) => target));
    this.logger.error({ event: 'settle-given-up', states, error: message, ...about });
    this.over(portion);
  }

  /** Once, however often it is tried. */
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
