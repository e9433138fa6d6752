// Watches how far a state feed is read, by the ends of its topics and the commits of its group. The whole group counts, so the result
// holds for several pods. A broker that is away, or a partition without a leader, makes the feed stale.
import { Logger } from '@nestjs/common';
import type { Log } from '../log';
import { troubleOf } from '../membership/trouble';
import { FeedMarks } from './feed-marks';

export interface FeedWatchOptions {
  /** A feed that is not known to be read up to this long ago is stale (rule 6 of docs/architecture.md: 10 s). */
  staleAfterMs: number;
  /** Pause between two looks while a flow waits for the feed. */
  awaitedMs: number;
  /** Pause between two looks otherwise. */
  idleMs: number;
}

export const FEED_WATCH: FeedWatchOptions = { staleAfterMs: 10_000, awaitedMs: 100, idleMs: 1_000 };
/** The most sentences in a log line. */
const MAX_SENTENCES = 5;

export class FeedWatch {
  private readonly logger = new Logger('FeedWatch');
  private readonly listeners = new Set<() => void>();
  private readonly marks = new FeedMarks();
  private readonly handling = new Map<Promise<unknown>, string>();
  private isRunning = false;
  /** Why the last look failed. */
  private failure: string | null = null;
  private isStale = false;
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

  /** True if the feed's flow has settled all that was published to these topics before that moment (monotonic). */
  isReadUpTo(momentMs: number, topics: readonly string[] = this.topics): boolean {
    return this.marks.areReadUpTo(momentMs, topics);
  }

  isFresh(topics: readonly string[] = this.topics): boolean {
    return this.isReadUpTo(performance.now() - this.options.staleAfterMs, topics);
  }

  /** Why these topics are not read up to that moment, or not fresh. */
  waitsFor(momentMs: number, topics: readonly string[] = this.topics): readonly string[] {
    if (this.failure !== null) return [`${this.group}, which ${this.failure}`];
    const sinceMs = Math.max(momentMs, performance.now() - this.options.staleAfterMs);
    const behind = this.marks.wordsBehind(sinceMs, topics);
    return behind.length > 0 ? behind : [`${this.group}: its ends are not known yet`];
  }

  /** Notes that this process handles records of the feed until `handled` settles, which must not reject. */
  handles(topic: string, handled: Promise<unknown>): void {
    this.handling.set(handled, topic);
    void handled.finally(() => this.handling.delete(handled));
  }

  /** Resolves when all records of these topics that this process handles now are settled or held. Null if there are none. */
  handled(topics: readonly string[] = this.topics): Promise<unknown> | null {
    const mine = [...this.handling].flatMap(([handled, topic]) => (topics.includes(topic) ? [handled] : []));
    return mine.length === 0 ? null : Promise.all(mine);
  }

  /** Partitions of the feed that nobody can read now. */
  leaderless(): readonly string[] {
    return this.marks.wordsLeaderless();
  }

  /** Looks often, and lets the feed's flow commit at once, until the returned function is called. */
  lookOften(): () => void {
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
        this.failed(null);
      } catch (error) {
        this.failed(error);
      }
      this.tellFreshness();
      for (const listener of this.listeners) listener();
      await this.pause();
    }
  }

  /** Asks for the ends before the commits, so that each commit counts for ends that were noted before it. */
  private async look(): Promise<void> {
    const atMs = performance.now();
    const ranges = await this.log.ranges(this.topics);
    const committed = await this.log.committed(this.group, this.topics);
    this.marks.learn(ranges, committed, atMs);
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.isAwaited ? this.options.awaitedMs : this.options.idleMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Logs each change of state once. */
  private failed(error: unknown): void {
    const wasFailing = this.failure !== null;
    this.failure = error === null ? null : troubleOf(error).words;
    const { group, topics } = this;
    if (error !== null && !wasFailing)
      this.logger.warn({ event: 'feed-unreadable', group, topics, error: (error as Error).message });
    else if (error === null && wasFailing) this.logger.log({ event: 'feed-readable', group, topics });
  }

  /** Logs each change of state once. */
  private tellFreshness(): void {
    const isStale = !this.isFresh();
    if (isStale === this.isStale) return;
    this.isStale = isStale;
    const { group } = this;
    const waitsFor = this.waitsFor(-Infinity).slice(0, MAX_SENTENCES);
    if (isStale) this.logger.warn({ event: 'feed-stale', group, waitsFor });
    else this.logger.log({ event: 'feed-fresh', group });
  }
}
