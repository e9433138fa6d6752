// Gathers what the calls of all lanes came to and writes it in few transactions. A caller waits until its part is written.
import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DispatchConfig } from '../dispatch.config';
import { countLateAnswers, countSettled } from '../metrics';
import type { Settled } from '../outcome';
import { SettleStore } from '../settle.store';

const MOST_AT_ONCE = 1_000;
const RETRY_MS = 250;
/** So many leases long a verdict is kept while the database takes none: nobody else can claim its target meanwhile. */
const LEASES = 20;

interface Waiting {
  settled: Settled[];
  done: () => void;
}

@Injectable()
export class SettlementsWorker {
  private readonly logger = new Logger(SettlementsWorker.name);
  private readonly queue: Waiting[] = [];
  private running = false;
  private isWaiting = false;

  constructor(
    private readonly store: SettleStore,
    private readonly config: DispatchConfig,
  ) {}

  /** Resolves when written, or when it cannot be: then the targets are anyone's again after their lease, marked in doubt. */
  settle(settled: Settled[]): Promise<void> {
    if (settled.length === 0) return Promise.resolve();
    return new Promise((done) => {
      this.queue.push({ settled, done });
      if (!this.running) void this.run();
    });
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
      if (portion.length > 1 && isOfItsPortion(error)) open.push(...halved(portion));
      else if (!error.retriable || performance.now() > endMs) this.giveUp(portion, error);
      else {
        this.tellWaiting(portion, error);
        open.push(portion);
        await delay(RETRY_MS);
      }
    }
  }

  private async failureOf(portion: Settled[]): Promise<Failure | undefined> {
    try {
      const settled = await this.store.settle(portion);
      this.isWaiting = false;
      countSettled(settled);
      if (settled.length < portion.length) this.tellLate(portion.length - settled.length);
      return undefined;
    } catch (error) {
      return failureFrom(error);
    }
  }

  private giveUp(portion: readonly Settled[], { message }: Failure): void {
    this.logger.error({ event: 'settle-given-up', targets: portion.length, error: message });
  }

  /** Once, however often it is tried. */
  private tellWaiting(portion: readonly Settled[], { message }: Failure): void {
    if (!this.isWaiting) this.logger.warn({ event: 'settle-waits', targets: portion.length, error: message });
    this.isWaiting = true;
  }

  private tellLate(count: number): void {
    countLateAnswers(count);
    this.logger.warn({ event: 'late-answer', targets: count });
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
