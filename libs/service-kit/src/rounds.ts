// A task that comes again and again: never twice at once, a failed round is logged and the next one tries again, and the stop waits
// for the round under way.
import { Logger } from '@nestjs/common';

export class Rounds {
  private readonly logger = new Logger('Rounds');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

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

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.round();
    } catch (error) {
      this.logger.warn({ event: 'round-failed', round: this.name, error });
    }
    this.start();
  }
}
