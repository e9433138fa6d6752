// Gathers what the calls of all lanes came to and writes it in few transactions. A caller waits until its part is written.
import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DispatchConfig } from '../dispatch.config';
import { countLateAnswers, countSettled } from '../metrics';
import type { Settled } from '../outcome';
import { SettleStore } from '../settle.store';

const MOST_AT_ONCE = 1_000;
const RETRY_MS = 250;

interface Waiting {
  settled: Settled[];
  done: () => void;
}

@Injectable()
export class SettlementsWorker {
  private readonly logger = new Logger(SettlementsWorker.name);
  private readonly queue: Waiting[] = [];
  private running = false;

  constructor(
    private readonly store: SettleStore,
    private readonly config: DispatchConfig,
  ) {}

  /** Resolves when written, or when the lease is over and the targets are anyone's again, marked in doubt. */
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

  /** The database may be away for a moment; after the lease somebody else decides, so waiting longer helps nobody. */
  private async write(batch: Settled[]): Promise<void> {
    const tries = Math.ceil(this.config.DISPATCH_LEASE_MS / RETRY_MS);
    for (let attempt = 1; ; attempt++) {
      try {
        const settled = await this.store.settle(batch);
        countSettled(settled);
        if (settled.length < batch.length) this.tellLate(batch.length - settled.length);
        return;
      } catch (error) {
        if (attempt === 1)
          this.logger.error({ event: 'settle-failed', targets: batch.length, error: String(error) });
        if (attempt >= tries || !isRetriable(error)) {
          this.logger.error({
            event: 'settle-given-up',
            targets: batch.length,
            attempts: attempt,
            error: String(error),
          });
          return;
        }
        await delay(RETRY_MS);
      }
    }
  }

  private tellLate(count: number): void {
    countLateAnswers(count);
    this.logger.warn({ event: 'late-answer', targets: count });
  }
}

const isRetriable = (error: unknown): boolean => (error as { retriable?: boolean }).retriable === true;
