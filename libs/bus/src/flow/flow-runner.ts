// Runs one flow: a member of its group over all its topics. It decides when partitions are read, held and committed. The log reads, the
// gather makes slices, the guard handles errors, the retries try again, and the offsets know what the log holds.
import { Logger } from '@nestjs/common';
import type { Flow, Publisher } from '../bus';
import type { FeedWatch } from '../catch-up/feed-watch';
import { Following } from '../catch-up/following';
import { within } from '../deadline';
import { DeadLetters } from '../guard/dead-letters';
import { type Fetched, type FlowListener, type Log, type Partition, partitionKeyOf } from '../log';
import { Membership } from '../membership/membership';
import { flowHeld, type LagSource, watchLag } from '../metrics';
import { Commits } from './commits';
import type { FlowOptions } from './flow-options';
import { Holds } from './holds';
import { Subscription, type TopicHandler } from './subscription';
import { Offsets } from './offsets';
import type { Progress } from './progress';
import { Retries } from './retries';
import { Settling } from './settling';

const READS_OFFSETS = 'compares its offsets with the log';

export interface FlowParts {
  flow: Flow;
  handlers: readonly TopicHandler[];
  log: Log;
  publisher: Publisher;
  /** The state feed this flow follows, if it has an `after`. */
  feed?: FeedWatch | undefined;
  /** The watch on this flow, if other flows follow it. */
  watchedBy?: FeedWatch | undefined;
  /** Ends the process. */
  exit: (code: number) => void;
  options: FlowOptions;
}

export class FlowRunner implements FlowListener, LagSource {
  readonly group: string;
  private readonly logger = new Logger('FlowRunner');
  private readonly subscriptions: ReadonlyMap<string, Subscription>;
  private readonly membership: Membership;
  private readonly following: Following | null;
  private readonly holds: Holds;
  private readonly commits: Commits;
  private readonly retries: Retries;
  private readonly offsets: Offsets;
  private readonly settling: Settling;
  private readonly topics: readonly string[];
  private readonly options: FlowOptions;
  /** Number of assignments. Work that began under an older one does not count. */
  private generation = 0;
  private isStopping = false;
  private timers: NodeJS.Timeout[] = [];
  private unwatchLag: () => void = () => undefined;

  constructor(private readonly parts: FlowParts) {
    const { flow, handlers, log, publisher, options, feed, exit } = parts;
    this.group = flow.group;
    this.options = options;
    this.topics = handlers.map(({ topic }) => topic.name);
    const deadLetters = new DeadLetters(publisher, this.group, flow.isBystander);
    this.subscriptions = new Map(
      handlers.map((one) => [
        one.topic.name,
        new Subscription(one, this.group, deadLetters, options.sliceRecords),
      ]),
    );
    this.membership = new Membership({
      log,
      group: this.group,
      topics: this.topics,
      listener: this,
      isPatient: flow.isBystander,
      options,
      exit,
    });
    this.holds = new Holds(this.membership);
    this.retries = new Retries([...this.subscriptions.values()], this.holds, options.retry);
    this.offsets = new Offsets({
      log,
      group: this.group,
      topics: this.topics,
      retry: options.retry,
      seek: (at) => this.membership.seek(at),
    });
    this.settling = new Settling(this.offsets.progress);
    this.commits = new Commits(this.group, (at) => this.membership.commit(at), options.commitEveryMs);
    const heeded = flow.heeds?.map(({ name }) => name);
    this.following = feed === undefined ? null : new Following(this.group, feed, heeded, this.holds);
  }

  /** Joins the group in the background, without a deadline: a broker that is away must not keep a service from starting. */
  start(): void {
    this.commits.start();
    this.unwatchLag = watchLag(this);
    this.timers = [
      setInterval(() => this.follow(), this.options.checkEveryMs),
      setInterval(() => void this.measure(), this.options.lagEveryMs),
    ];
    this.parts.feed?.onLook(() => this.follow());
    this.membership.start();
  }

  /** Finishes the slices that run, commits what is settled and leaves the group, within the deadline. */
  async stop(deadlineMs: number): Promise<void> {
    const endMs = performance.now() + deadlineMs;
    this.isStopping = true;
    for (const timer of this.timers) clearInterval(timer);
    this.retries.stop();
    this.holds.hold('stopping', this.holds.of());
    this.follow();
    const slices = [...this.subscriptions.values()].map((subscription) => subscription.gather.idle());
    if (!(await within(Promise.all(slices), endMs - performance.now())))
      this.logger.warn({ event: 'slices-abandoned', group: this.group });
    await within(this.commits.stop(), endMs - performance.now());
    await within(this.membership.stop(), endMs - performance.now());
    this.unwatchLag();
  }

  isReady(): boolean {
    return !this.isStopping && this.waitsFor().length === 0;
  }

  isAlive(): boolean {
    return this.membership.isAlive();
  }

  /** What the flow waits for before it does all of its work, one sentence each. */
  waitsFor(): string[] {
    const { words } = this.membership;
    if (words !== null) return [words];
    const held = [...this.subscriptions.values()].flatMap((subscription) => subscription.words ?? []);
    const offsets = this.holds.has('starting')
      ? [`${this.group} ${this.offsets.unknown ?? READS_OFFSETS}`]
      : [];
    return [...offsets, ...(this.following?.waitsFor() ?? []), ...held];
  }

  /** What is wrong although the flow works: some partitions wait, the others go on. */
  notes(): string[] {
    const { failure } = this.commits;
    const commits = failure === null ? [] : [`${this.group} cannot commit: it ${failure}`];
    return [
      ...commits,
      ...this.offsets.leaderless.map((at) => `${this.group}: ${partitionKeyOf(at)} has no leader`),
    ];
  }

  lag(nowMs: number): ReturnType<Progress['lag']> {
    this.showHolds();
    return this.offsets.progress.lag(nowMs);
  }

  /** How many times this flow settled something. */
  get settles(): number {
    return this.settling.count;
  }

  /** Resolves when all that its partitions hold now is settled, after at most `withinMs`, and at once if the log cannot be asked. */
  async catchUp(withinMs: number): Promise<void> {
    try {
      const { known } = await this.parts.log.ranges(this.topics);
      await this.settling.upTo(known, withinMs);
    } catch (error) {
      this.logger.debug({ event: 'ends-unknown', group: this.group, error: (error as Error).message });
    }
  }

  assigned(partitions: readonly Partition[]): void {
    this.generation++;
    this.following?.assigned(performance.now());
    this.commits.forget();
    this.offsets.progress.forget();
    this.retries.forget();
    this.holds.assign(partitions, this.following === null ? ['starting'] : ['starting', 'catching-up']);
    if (this.isStopping) this.holds.hold('stopping', partitions);
    this.follow();
    const { generation } = this;
    const isCurrent = (): boolean => generation === this.generation && !this.isStopping;
    void this.offsets.begin(partitions, isCurrent, () => this.holds.release('starting', partitions));
  }

  losing(): void {
    void this.commits.flush();
  }

  async take(fetched: Fetched): Promise<bigint> {
    const subscription = this.subscriptions.get(fetched.topic);
    const { generation } = this;
    await this.following?.letFactsPass();
    if (generation !== this.generation) return fetched.askedOffset;
    if (this.following?.isFed() === false) this.follow(); // not only by the timer: nothing is decided in between
    if (subscription === undefined || this.holds.isHeld(fetched)) return fetched.askedOffset; // held since it was fetched
    this.offsets.arrived(fetched);
    if (fetched.records.length === 0) return this.settle(fetched, 0);
    const gathered = subscription.gather.add(fetched.records);
    this.parts.watchedBy?.handles(fetched.topic, gathered);
    const { settled, held } = await gathered;
    if (generation !== this.generation) return fetched.askedOffset;
    const next = this.settle(fetched, settled);
    if (held !== undefined) this.retries.later(subscription, held);
    else if (settled > 0) subscription.free();
    return next;
  }

  stumbled(topic: string, error: unknown): void {
    const subscription = this.subscriptions.get(topic);
    this.logger.error({ event: 'stumbled', group: this.group, topic, error: (error as Error).message });
    if (subscription !== undefined) this.retries.later(subscription, error);
  }

  /** Notes how far the partition is settled. Returns the offset to read on from. */
  private settle(fetched: Fetched, settled: number): bigint {
    const { topic, partition, records } = fetched;
    const last = records[settled - 1];
    const isAll = settled === records.length;
    const offset = isAll
      ? fetched.nextOffset
      : last === undefined
        ? fetched.askedOffset
        : BigInt(last.offset) + 1n;
    if (offset === fetched.askedOffset) return offset;
    this.offsets.progress.settled({ topic, partition, offset }, records[settled]?.timestampMs ?? null);
    this.settling.moved();
    this.commits.note({ topic, partition, offset });
    if (this.parts.watchedBy?.isAwaited === true) void this.commits.flush();
    return offset;
  }

  private follow(): void {
    this.following?.look(this.isStopping);
  }

  private async measure(): Promise<void> {
    const { generation } = this;
    const isKnown = await this.offsets.measure(() => generation === this.generation);
    if (isKnown && this.parts.watchedBy?.isAwaited === true) this.commitAgain();
  }

  /** Commits again while a flow waits for this one: an old commit may be lost, or a late one of another member went back. */
  private commitAgain(): void {
    for (const position of this.offsets.progress.positions()) this.commits.note(position);
    void this.commits.flush();
  }

  private showHolds(): void {
    for (const cause of ['starting', 'catching-up', 'retrying'] as const)
      flowHeld.set({ group: this.group, cause }, this.holds.has(cause) ? 1 : 0);
  }
}
