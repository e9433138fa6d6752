// Runs work in the background. Only the stop of the process waits for it.
import { Logger } from '@nestjs/common';

export class Background {
  private readonly logger = new Logger('Background');
  private readonly running = new Set<Promise<void>>();

  /** A failure is logged under `event`. The caller begins the work again in a later round. */
  run(event: string, certificate: number, work: () => Promise<void>): void {
    const tracked = work()
      .catch((error: unknown) => this.logger.error({ event, certificate, error: String(error) }))
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  async done(): Promise<void> {
    await Promise.all(this.running);
  }
}
