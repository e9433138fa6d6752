// Runs one flow: one member of its group over all its topics. Says when partitions are read, held, tried again and committed.
// It leaves reading to the log, slices to the gather, and errors to the guard.
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type Backoff, backoffMs } from './backoff';
import type { Flow, Publisher } from './bus';
import { Commits } from './commits';
import { DeadLetters } from './dead-letters';
import { within } from './deadline';
import type { FeedWatch } from './feed-watch';
import { Holds } from './holds';
import { Lane, type Subscription } from './lane';
import type { Fetched, Log, LogConsumer, LogListener, Partition } from './log';
import { flowHeld, type LagSource, lostInput, watchLag } from './metrics';
import { type Hole, holesOf, Progress } from './progress';
import { Supervision } from './supervision';

export interface FlowOptions {
  /** Most records a handler gets at once. */
  sliceRecords: number;
  commitEveryMs: number;
  retry: Backoff;
  /** Looks whether the state feed is fresh that often. */
  checkEveryMs: number;
  /** Asks how far the partitions have grown that often: those that are held are not read. */
  lagEveryMs: number;
  /** No sign of the fetch loop for so long: it hangs (`platform.md` 2.4). */
  silentAfterMs: number;
}

export const FLOW_OPTIONS: FlowOptions = {
  sliceRecords: 1000,
  commitEveryMs: 500,
  retry: { firstMs: 100, maxMs: 5_000 },
  checkEveryMs: 500,
  lagEveryMs: 15_000,
  silentAfterMs: 60_000,
};

export interface FlowParts {
  flow: Flow;
  subscriptions: readonly Subscription[];
  log: Log;
  publisher: Publisher;
  /** The state feed this flow follows, if it has an `after`. */
  feed?: FeedWatch | undefined;
  /** Watches this flow, if others follow it. */
  watchedBy?: FeedWatch | undefined;
  /** Ends the process. */
  exit: (code: number) => void;
  options: FlowOptions;
}

export class FlowRunner implements LogListener, LagSource {
  readonly group: string;
  private readonly logger = new Logger('FlowRunner');
  private readonly lanes: ReadonlyMap<string, Lane>;
  private readonly consumer: LogConsumer;
  private readonly holds: Holds;
  private readonly commits: Commits;
  private readonly progress = new Progress();
  private readonly supervision = new Supervision();
  private readonly topics: readonly string[];
  private readonly options: FlowOptions;
  /** Counts assignments: what began under an older one is void. */
  private generation = 0;
  private assignedAtMs = Infinity;
  private hasStarted = false;
  private isStopping = false;
  private isDead = false;
  private timers: NodeJS.Timeout[] = [];
  private unwatchLag: () => void = () => undefined;
  private calm: (() => void) | null = null;

  constructor(private readonly parts: FlowParts) {
    const { flow, subscriptions, log, publisher, options } = parts;
    this.group = flow.group;
    this.options = options;
    this.topics = subscriptions.map(({ topic }) => topic.name);
    const graves = new DeadLetters(publisher, this.group);
    this.lanes = new Map(
      subscriptions.map((one) => [one.topic.name, new Lane(one, this.group, graves, options.sliceRecords)]),
    );
    this.consumer = log.consumer(this.group, this.topics, this);
    this.holds = new Holds(this.consumer);
    this.commits = new Commits(this.group, (at) => this.consumer.commit(at), options.commitEveryMs);
  }

  /** Joins the group in the background, for as long as it takes: a broker that is away must not keep a service from starting. */
  start(): void {
    this.commits.start();
    this.unwatchLag = watchLag(this);
    this.timers = [
      setInterval(() => this.follow(), this.options.checkEveryMs),
      setInterval(() => void this.measure(), this.options.lagEveryMs),
    ];
    this.parts.feed?.onLook(() => this.follow());
    void this.join();
  }

  /** Finishes the slices that run, commits what is settled and leaves, all within the deadline. */
  async stop(deadlineMs: number): Promise<void> {
    const endMs = Date.now() + deadlineMs;
    this.isStopping = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const lane of this.lanes.values()) this.stopRetrying(lane);
    this.holds.hold('stopping', this.holds.of());
    this.follow();
    const slices = [...this.lanes.values()].map((lane) => lane.gather.idle());
    if (!(await within(Promise.all(slices), endMs - Date.now())))
      this.logger.warn({ event: 'slices-abandoned', group: this.group });
    await within(this.commits.stop(), endMs - Date.now());
    await within(this.consumer.stop(), endMs - Date.now());
    this.unwatchLag();
  }

  isReady(): boolean {
    const isRetrying = [...this.lanes.values()].some((lane) => lane.failures > 0);
    return this.hasStarted && !this.isStopping && !this.isDead && !isRetrying && this.isFed();
  }

  /** Not whether the broker is up: whether the loop that reads from it lives. */
  isAlive(): boolean {
    return !this.isDead && Date.now() - this.consumer.lastSignMs() < this.options.silentAfterMs;
  }

  lag(nowMs: number): ReturnType<Progress['lag']> {
    this.showHolds();
    return this.progress.lag(nowMs);
  }

  assigned(partitions: readonly Partition[]): void {
    this.generation++;
    this.assignedAtMs = Date.now();
    this.commits.forget();
    this.progress.forget();
    for (const lane of this.lanes.values()) this.stopRetrying(lane);
    const isFollower = this.parts.feed !== undefined;
    this.holds.assign(partitions, isFollower ? ['starting', 'catching-up'] : ['starting']);
    if (this.isStopping) this.holds.hold('stopping', partitions);
    this.follow();
    void this.prepare(partitions, this.generation);
  }

  losing(): void {
    void this.commits.flush();
  }

  async take(fetched: Fetched): Promise<bigint> {
    const lane = this.lanes.get(fetched.topic);
    if (lane === undefined || this.holds.isHeld(fetched)) return fetched.askedOffset; // held since it was fetched
    const { generation } = this;
    const hole = this.progress.arrived(fetched);
    if (hole !== null) this.lose(hole);
    const { settled, held } = await lane.gather.add(fetched.records);
    if (generation !== this.generation) return fetched.askedOffset;
    const next = this.settle(fetched, settled);
    if (held !== undefined) this.retryLater(lane, held);
    else if (settled > 0) this.recover(lane);
    return next;
  }

  crashed(error: Error, restarts: boolean): void {
    this.logger.error({ event: 'consumer-crashed', group: this.group, restarts, error: error.message });
    if (this.isStopping || !this.supervision.crashed(error, restarts, Date.now())) return;
    this.isDead = true;
    this.logger.fatal({ event: 'consumer-dead', group: this.group });
    this.parts.exit(1);
  }

  private async join(): Promise<void> {
    for (let failures = 0; !this.isStopping; failures++)
      try {
        return await this.consumer.start();
      } catch (error) {
        const { group, topics } = this;
        this.logger.warn({ event: 'join-failed', group, topics, error: (error as Error).message });
        await delay(backoffMs(this.options.retry, failures, Math.random()));
      }
  }

  /** Compares the committed offsets with the log before anything is read. */
  private async prepare(partitions: readonly Partition[], generation: number): Promise<void> {
    const isCurrent = (): boolean => generation === this.generation && !this.isStopping;
    for (let failures = 0; isCurrent(); failures++)
      try {
        const { log } = this.parts;
        const [ranges, committed] = await Promise.all([
          log.ranges(this.topics),
          log.committed(this.group, this.topics),
        ]);
        if (!isCurrent()) return;
        const mine = new Set(partitions.map(({ topic, partition }) => `${topic}/${partition}`));
        const holes = holesOf(ranges, committed).filter((hole) =>
          mine.has(`${hole.topic}/${hole.partition}`),
        );
        this.progress.begin(partitions, ranges, committed, Date.now());
        for (const hole of holes) this.jump(hole);
        this.hasStarted = true;
        return this.holds.release('starting', partitions);
      } catch (error) {
        this.logger.warn({ event: 'offsets-unknown', group: this.group, error: (error as Error).message });
        await delay(backoffMs(this.options.retry, failures, Math.random()));
      }
  }

  private jump(hole: Hole): void {
    this.lose(hole);
    this.consumer.seek({ topic: hole.topic, partition: hole.partition, offset: hole.to });
  }

  private lose({ topic, partition, from, to }: Hole): void {
    const records = Number(to - from);
    lostInput.inc({ topic, group: this.group }, records);
    this.logger.error({
      event: 'lost-input',
      group: this.group,
      topic,
      partition,
      from: String(from),
      to: String(to),
      records,
    });
  }

  /** Notes how far the partition is settled; answers where to read on. */
  private settle(fetched: Fetched, settled: number): bigint {
    const { topic, partition, records } = fetched;
    const last = records[settled - 1];
    const isAll = settled === records.length;
    const offset = isAll
      ? fetched.nextOffset
      : last === undefined
        ? fetched.askedOffset
        : BigInt(last.offset) + 1n;
    if (settled === 0) return offset;
    this.progress.settled({ topic, partition, offset }, records[settled]?.timestampMs ?? null);
    this.commits.note({ topic, partition, offset });
    if (this.parts.watchedBy?.isAwaited === true) void this.commits.flush();
    return offset;
  }

  /** Holds the whole topic: what one partition lacks, the others lack too. */
  private retryLater(lane: Lane, error: unknown): void {
    this.holds.hold('retrying', this.holds.of(lane.topic));
    if (lane.retryTimer !== null || this.isStopping) return;
    if (lane.failures === 0) {
      const { message, code } = error as { message?: unknown; code?: unknown };
      this.logger.warn({ event: 'topic-held', group: this.group, topic: lane.topic, code, error: message });
    }
    lane.retryTimer = setTimeout(
      () => {
        lane.retryTimer = null;
        this.holds.release('retrying', this.holds.of(lane.topic));
      },
      backoffMs(this.options.retry, lane.failures++, Math.random()),
    );
  }

  private recover(lane: Lane): void {
    if (lane.failures === 0) return;
    lane.failures = 0;
    this.logger.log({ event: 'topic-resumed', group: this.group, topic: lane.topic });
  }

  private stopRetrying(lane: Lane): void {
    if (lane.retryTimer !== null) clearTimeout(lane.retryTimer);
    lane.retryTimer = null;
  }

  private isFed(): boolean {
    const { feed } = this.parts;
    return feed === undefined || (feed.isReadUpTo(this.assignedAtMs) && feed.isFresh());
  }

  /** Design rule 6: no decision before the state feed is read up to the assignment, and none while it is not fresh. */
  private follow(): void {
    const { feed } = this.parts;
    if (feed === undefined || this.assignedAtMs === Infinity) return;
    const isFed = this.isFed();
    const wasFed = this.calm === null;
    if (isFed || this.isStopping) {
      this.calm?.();
      this.calm = null;
    } else this.calm ??= feed.hurry();
    if (isFed) this.holds.release('catching-up', this.holds.of());
    else this.holds.hold('catching-up', this.holds.of());
    if (isFed !== wasFed)
      this.logger.log({ event: isFed ? 'caught-up' : 'catching-up', group: this.group, after: feed.group });
  }

  private async measure(): Promise<void> {
    const { generation } = this;
    try {
      const ranges = await this.parts.log.ranges(this.topics);
      if (generation === this.generation) this.progress.grown(ranges, Date.now());
    } catch (error) {
      this.logger.debug({ event: 'lag-unknown', group: this.group, error: (error as Error).message });
    }
  }

  private showHolds(): void {
    for (const cause of ['starting', 'catching-up', 'retrying'] as const)
      flowHeld.set({ group: this.group, cause }, this.holds.has(cause) ? 1 : 0);
  }
}
