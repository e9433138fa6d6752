// Commits what is settled. In an outage commits take seconds even if they work, so nothing waits for them: positions are noted, and a timer
// commits them, one commit at a time. The positions of a failed commit are kept for the next one (docs/kafka.md, 3.4).
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

  /** All records before the position must be settled. */
  note(position: Position): void {
    this.noted.set(partitionKeyOf(position), position);
  }

  /** Called at a new assignment: the partitions may belong to other members now. */
  forget(): void {
    this.noted.clear();
    this.failing = null;
  }

  /** Why the last commit failed, in words. If the process ended now, settled records would come again. */
  get failure(): string | null {
    return this.failing;
  }

  /** Resolves when the commit that runs, or one that begins now, has ended, also if it failed. */
  flush(): Promise<void> {
    this.running ??= this.commitNoted().finally(() => (this.running = null));
    return this.running;
  }

  /** Waits for the commit that runs, then commits what was noted since. */
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

  /** Logs each change of state once. */
  private tell(isFailing: boolean, error?: unknown): void {
    const wasFailing = this.failing !== null;
    this.failing = isFailing ? troubleOf(error).words : null;
    if (isFailing === wasFailing) return;
    const { group } = this;
    if (isFailing) this.logger.warn({ event: 'commit-failed', group, error: (error as Error).message });
    else this.logger.log({ event: 'commit-resumed', group });
  }
}
