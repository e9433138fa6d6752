// Repeats a task, never twice at once. A failed round is logged, and the next round tries again. The stop waits for the round under way.
import { Logger } from '@nestjs/common';

/** A failure that lasts is logged again after this time. */
const LOG_AGAIN_MS = 60_000;

export class Rounds {
  private readonly logger = new Logger('Rounds');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** Failed rounds in a row. */
  private failures = 0;
  private loggedAtMs = 0;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    /** One bounded round of work. */
    private readonly round: () => Promise<void>,
  ) {}

  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => (this.running = this.run()), this.everyMs);
    this.timer.unref();
  }

  /** Starts with a round at once, for a task whose result is needed before the service counts as healthy. */
  startAtOnce(): void {
    if (!this.isStopped) this.running = this.run();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.round();
      this.tellRecovery();
    } catch (error) {
      this.tellFailure(error);
    }
    this.start();
  }

  /** Logs the first failure, then one a minute: each round would be four lines a second while a database is away. */
  private tellFailure(error: unknown): void {
    this.failures += 1;
    if (this.failures > 1 && performance.now() - this.loggedAtMs < LOG_AGAIN_MS) return;
    this.loggedAtMs = performance.now();
    this.logger.warn({ event: 'round-failed', round: this.name, failures: this.failures, error });
  }

  private tellRecovery(): void {
    if (this.failures > 0)
      this.logger.log({ event: 'round-recovered', round: this.name, failures: this.failures });
    this.failures = 0;
  }
}
