// Tells the log what is settled. Commits take seconds in an outage even when they work, so they never stand in the path: positions are
// noted, a timer commits them, one commit at a time; a failed one is kept for the next turn (docs/kafka.md, 3.4).
import { Logger } from '@nestjs/common';
import { partitionKeyOf, type Position } from '../log';
import { troubleOf } from '../membership/trouble';

export class Commits {
  private readonly logger = new Logger('Commits');
  private readonly noted = new Map<string, Position>();
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private failing: string | null = null;

  constructor(
    private readonly group: string,
    private readonly commit: (positions: readonly Position[]) => Promise<void>,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.flush(), this.everyMs);
  }

  /** Only positions before which everything is settled. */
  note(position: Position): void {
    this.noted.set(partitionKeyOf(position), position);
  }

  /** After a new assignment: others own the partitions now, and their positions are theirs to say. */
  forget(): void {
    this.noted.clear();
    this.failing = null;
  }

  /** Why the last commit failed, in words: what is settled comes again if the process ends now. */
  get failure(): string | null {
    return this.failing;
  }

  /** Resolves when the commit that runs, or the one that begins now, has ended, well or not. */
  flush(): Promise<void> {
    this.running ??= this.commitNoted().finally(() => (this.running = null));
    return this.running;
  }

  /** The last commit: waits for the one that runs, then commits what was noted since. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
    await this.flush();
  }

  private async commitNoted(): Promise<void> {
    const positions = [...this.noted.values()];
    if (positions.length === 0) return;
    try {
      await this.commit(positions);
      for (const position of positions)
        if (this.noted.get(partitionKeyOf(position)) === position)
          this.noted.delete(partitionKeyOf(position));
      this.tell(false);
    } catch (error) {
      this.tell(true, error);
    }
  }

  /** Once per change of state. */
  private tell(isFailing: boolean, error?: unknown): void {
    const wasFailing = this.failing !== null;
    this.failing = isFailing ? troubleOf(error).words : null;
    if (isFailing === wasFailing) return;
    const { group } = this;
    if (isFailing) this.logger.warn({ event: 'commit-failed', group, error: (error as Error).message });
    else this.logger.log({ event: 'commit-resumed', group });
  }
}
