// Work that nobody waits for but the stop.
import { Logger } from '@nestjs/common';

export class Background {
  private readonly logger = new Logger('Background');
  private readonly running = new Set<Promise<void>>();

  /** What fails is logged under `event`; whoever begins it has another chance by the next round. */
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
