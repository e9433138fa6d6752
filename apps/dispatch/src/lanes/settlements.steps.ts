// Gathers what the calls of all lanes came to and writes it in few transactions. A caller waits until its part is written.
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { aboutOf } from '../calls/about';
import { bare } from '../calls/bare';
import { DispatchConfig } from '../dispatch.config';
import { countLateAnswers, countSettled } from '../metrics';
import type { Settled } from '../ledger/outcome';
import { SettleStore } from '../ledger/settle.store';

const MOST_AT_ONCE = 1_000;
const RETRY_MS = 250;
/** A verdict that fails by itself is tried again so often. */
const INSIST_MS = 1_000;
/** Verdicts that are tried again beside the others. More of them are no single ones any more. */
const MOST_STUBBORN = 1_000;
/** So many leases long a verdict is kept while the database takes none: nobody else can claim its target meanwhile. */
const LEASES = 20;

interface Waiting {
  settled: Settled[];
  done: () => void;
}

@Injectable()
export class Settlements implements OnApplicationShutdown {
  private readonly logger = new Logger(Settlements.name);
  private readonly queue: Waiting[] = [];
  private readonly stubborn = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private running = false;
  private isWaiting = false;

  constructor(
    private readonly store: SettleStore,
    private readonly config: DispatchConfig,
  ) {}

  /** Resolves when written, or when it cannot be for now: such a verdict is tried again until its lease is over, and keeps nobody waiting. */
  settle(settled: Settled[]): Promise<void> {
    if (settled.length === 0) return Promise.resolve();
    return new Promise((done) => {
      this.queue.push({ settled, done });
      if (!this.running) void this.run();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.stubborn);
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0) {
      const waiting = this.takeSome();
      await this.write(waiting.flatMap(({ settled }) => settled));
      for (const { done } of waiting) done();
    }
    this.running = false;
  }

  private takeSome(): Waiting[] {
    let count = 0;
    let size = 0;
    for (const { settled } of this.queue) {
      if (count > 0 && size + settled.length > MOST_AT_ONCE) break;
      size += settled.length;
      count += 1;
    }
    return this.queue.splice(0, count);
  }

  /** Portions that fail for what is in them, or for their size, are halved until the culprit is alone; the rest is written. */
  private async write(batch: Settled[]): Promise<void> {
    const endMs = performance.now() + LEASES * this.config.DISPATCH_LEASE_MS;
    const open = [batch];
    for (let portion = open.pop(); portion !== undefined; portion = open.pop()) {
      const error = await this.failureOf(portion);
      if (error === undefined) continue;
      const [only] = portion;
      if (portion.length > 1 && isOfItsPortion(error)) open.push(...halved(portion));
      else if (only !== undefined && !error.retriable) await this.writeBare(only, error);
      else if (performance.now() > endMs) this.giveUp(portion, error);
      else {
        this.tellWaiting(portion, error);
        open.push(portion);
        await delay(RETRY_MS);
      }
    }
  }

  /** What it came to is worth more than the vendor's words about it. */
  private async writeBare(settled: Settled, why: Failure): Promise<void> {
    const about = { error: why.message, ...aboutOf([settled.target]) };
    const failure = await this.failureOf([bare(settled)]);
    if (failure === undefined) return this.logger.error({ event: 'settled-without-words', ...about });
    if (this.stubborn.size >= MOST_STUBBORN) return this.giveUp([settled], failure);
    this.logger.error({ event: 'settle-fails', ...about });
    const insisting = this.insist(bare(settled), failure).finally(() => this.stubborn.delete(insisting));
    this.stubborn.add(insisting);
  }

  /** Beside the others, which do not wait for it. When its lease is over, the target is anyone's again, marked in doubt. */
  private async insist(settled: Settled, why: Failure): Promise<void> {
    const endMs = performance.now() + this.config.DISPATCH_LEASE_MS;
    const { signal } = this.stopping;
    for (let failure: Failure | undefined = why; failure !== undefined; ) {
      if (performance.now() > endMs || signal.aborted) return this.giveUp([settled], failure);
      await delay(INSIST_MS, undefined, { signal }).catch(() => undefined);
      failure = await this.failureOf([settled]);
    }
  }

  private async failureOf(portion: Settled[]): Promise<Failure | undefined> {
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

  private giveUp(portion: readonly Settled[], { message }: Failure): void {
    const states = [...new Set(portion.map(({ settlement }) => settlement.state))];
    const about = aboutOf(portion.map(({ target }) => target));
    this.logger.error({ event: 'settle-given-up', states, error: message, ...about });
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

interface Failure {
  retriable: boolean;
  isTooLarge: boolean;
  message: string;
}

/** What PostgreSQL says about a value quotes it, so only the code is told then. */
function failureFrom(error: unknown): Failure {
  const { retriable, isTooLarge, name, code } = error as Partial<Record<string, unknown>>;
  const message = retriable === true ? String(error) : [name, code].filter(Boolean).join(' ');
  return { retriable: retriable === true, isTooLarge: isTooLarge === true, message };
}

const isOfItsPortion = ({ retriable, isTooLarge }: Failure): boolean => isTooLarge || !retriable;

/** The first half is next. */
function halved<T>(portion: readonly T[]): [T[], T[]] {
  const middle = portion.length >> 1;
  return [portion.slice(middle), portion.slice(0, middle)];
}
