// How far is a state feed read? Notes the ends of its topics, then waits until the group has committed up to there: then the feed is read
// up to the moment of the note. The whole group counts, so it holds for several pods, and a broker that is away makes it stale.
import { Logger } from '@nestjs/common';
import { keyOf, type Log, type Position, type Range } from './log';

export interface FeedWatchOptions {
  /** A feed that is not known to be read up to this long ago is stale (design rule 6: 10 s). */
  staleAfterMs: number;
  /** Between two looks while somebody waits. */
  hurriedMs: number;
  /** Between two looks otherwise. */
  calmMs: number;
}

export const FEED_WATCH: FeedWatchOptions = { staleAfterMs: 10_000, hurriedMs: 100, calmMs: 1_000 };

/** Partitions that hold nothing count as reached; a group without a commit has read nothing. */
export function isReached(noted: readonly Range[], committed: readonly Position[]): boolean {
  const offsets = new Map(committed.map((position) => [keyOf(position), position.offset]));
  return noted.every(({ start, end, ...at }) => start >= end || (offsets.get(keyOf(at)) ?? -1n) >= end);
}

export class FeedWatch {
  private readonly logger = new Logger('FeedWatch');
  private readonly listeners = new Set<() => void>();
  private readUpToMs = -Infinity;
  private isRunning = false;
  private isFailing = false;
  private waiting = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly log: Log,
    readonly group: string,
    private readonly topics: readonly string[],
    private readonly options: FeedWatchOptions = FEED_WATCH,
  ) {}

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    void this.watch();
  }

  stop(): void {
    this.isRunning = false;
    this.wake();
  }

  /** Everything published before that moment is settled by the feed's flow. */
  isReadUpTo(momentMs: number): boolean {
    return this.readUpToMs >= momentMs;
  }

  isFresh(nowMs = Date.now()): boolean {
    return nowMs - this.readUpToMs <= this.options.staleAfterMs;
  }

  /** Somebody waits: look often, and let the feed's flow commit at once. The answer ends it. */
  hurry(): () => void {
    this.waiting++;
    this.wake();
    let isOver = false;
    return () => {
      if (!isOver) this.waiting--;
      isOver = true;
    };
  }

  get isAwaited(): boolean {
    return this.waiting > 0;
  }

  /** Called after each look. */
  onLook(listener: () => void): void {
    this.listeners.add(listener);
  }

  private async watch(): Promise<void> {
    while (this.isRunning) {
      try {
        await this.look();
        this.tell(false);
      } catch (error) {
        this.tell(true, error);
      }
      for (const listener of this.listeners) listener();
      await this.pause();
    }
  }

  private async look(): Promise<void> {
    const nowMs = Date.now();
    const noted = await this.log.ranges(this.topics);
    while (this.isRunning && !isReached(noted, await this.log.committed(this.group, this.topics)))
      await this.pause();
    if (this.isRunning) this.readUpToMs = nowMs;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.isAwaited ? this.options.hurriedMs : this.options.calmMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Once per change of state. */
  private tell(isFailing: boolean, error?: unknown): void {
    if (isFailing === this.isFailing) return;
    this.isFailing = isFailing;
    const { group, topics } = this;
    if (isFailing)
      this.logger.warn({ event: 'feed-unreadable', group, topics, error: (error as Error).message });
    else this.logger.log({ event: 'feed-readable', group, topics });
  }
}
