// A task that comes again and again: never twice at once, a failed round is logged and the next one tries again, and the stop waits
// for the round under way.
import { Logger } from '@nestjs/common';

/** A trouble that lasts is said again after this time. */
const SAY_AGAIN_MS = 60_000;

export class Rounds {
  private readonly logger = new Logger('Rounds');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** In a row. */
  private failures = 0;
  private saidAtMs = 0;

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

  /** With the first round at once, for what must not look well until it was looked at. */
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

  /** Not every round: while a database is away that would be four lines a second. */
  private tellFailure(error: unknown): void {
    this.failures += 1;
    if (this.failures > 1 && performance.now() - this.saidAtMs < SAY_AGAIN_MS) return;
    this.saidAtMs = performance.now();
    this.logger.warn({ event: 'round-failed', round: this.name, failures: this.failures, error });
  }

  private tellRecovery(): void {
    if (this.failures > 0)
      this.logger.log({ event: 'round-recovered', round: this.name, failures: this.failures });
    this.failures = 0;
  }
}
