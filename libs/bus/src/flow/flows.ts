// All flows of a service: the topics that each reads, which flow follows which, and their start and stop.
import type { Flow, Publisher } from '../bus';
import { FeedMarks } from '../catch-up/feed-marks';
import { FeedWatch } from '../catch-up/feed-watch';
import type { Log } from '../log';
import type { Consumption } from '../nest/consumes.decorator';
import type { BusOptions } from '../options';
import { FlowRunner } from './flow-runner';
import type { TopicHandler } from './subscription';

/** A handler with its topic and flow. */
export interface Handler extends Consumption {
  handle: TopicHandler['handle'];
}

interface FlowPlan {
  flow: Flow;
  handlers: TopicHandler[];
}

/** Longest wait for a feed to catch up. If it takes longer, the freshness decides. */
const CATCH_UP_WITHIN_MS = 500;

export class Flows {
  private runners: FlowRunner[] = [];
  private readonly watches = new Map<string, FeedWatch>();
  private readonly plans = new Map<string, FlowPlan>();
  /** By wall clock. */
  private readonly looks = new Map<string, FeedMarks>();
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly log: Log,
    private readonly publisher: Publisher,
    private readonly options: BusOptions,
  ) {}

  start(handlers: readonly Handler[]): void {
    for (const handler of handlers) this.plan(handler);
    for (const { flow } of this.plans.values()) if (flow.after !== undefined) this.watch(flow.after);
    this.runners = [...this.plans.values()].map((plan) => this.runner(plan));
    for (const watch of this.watches.values()) watch.start();
    for (const runner of this.runners) runner.start();
  }

  /** Once: Nest closes a transport twice, and what was given up in the first stop is not waited for again. */
  stop(): Promise<void> {
    return (this.stopping ??= this.stopAll());
  }

  /** The watches stop last, because a flow must not decide on a feed that is not watched. */
  private async stopAll(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop(this.options.stopWithinMs)));
    for (const watch of this.watches.values()) watch.stop();
  }

  isAlive(): boolean {
    return this.runners.every((runner) => runner.isAlive());
  }

  isReady(): boolean {
    return this.runners.every((runner) => runner.isReady());
  }

  /** What the flows wait for before they do all of their work. */
  waitsFor(): string[] {
    return [...new Set(this.runners.flatMap((runner) => runner.waitsFor()))];
  }

  /** What is wrong although the flows work. */
  notes(): string[] {
    return this.runners.flatMap((runner) => runner.notes());
  }

  /** Whether the flow's input is read up to a moment ago. For work that no event starts, such as timers. */
  isFresh(flow: Flow): boolean {
    const watch = this.plans.has(flow.group) ? this.watch(flow) : undefined;
    watch?.start();
    return watch?.isFresh() ?? false;
  }

  /** How many times this process settled something of the flow. */
  settles({ group }: Flow): number {
    return this.runnerOf(group)?.settles ?? 0;
  }

  /** Resolves when this process has settled what its partitions of the flow hold now, or after CATCH_UP_WITHIN_MS. */
  async catchUp({ group }: Flow): Promise<void> {
    await this.runnerOf(group)?.catchUp(CATCH_UP_WITHIN_MS);
  }

  /** The time, by the clock of `nowMs`, up to which the whole group has read the flow's topics. Undefined: not known yet. */
  async readUpTo({ group }: Flow, nowMs: number): Promise<number | undefined> {
    const topics = this.plans.get(group)?.handlers.map(({ topic }) => topic.name) ?? [];
    if (topics.length === 0) return undefined;
    const marks = this.looks.get(group) ?? new FeedMarks();
    this.looks.set(group, marks);
    // The ends before the commits, so that each commit counts for an end that was noted before it.
    const ranges = await this.log.ranges(topics);
    marks.learn(ranges, await this.log.committed(group, topics), nowMs);
    const { readUpToMs } = marks;
    return Number.isFinite(readUpToMs) ? readUpToMs : undefined;
  }

  private runnerOf(group: string): FlowRunner | undefined {
    return this.runners.find((runner) => runner.group === group);
  }

  private plan({ topic, flow, handle, mentioning }: Handler): void {
    const plan = this.plans.get(flow.group) ?? { flow, handlers: [] };
    this.plans.set(flow.group, plan);
    if (plan.flow !== flow) throw new Error(`two flows share the group ${flow.group}`);
    if (plan.handlers.some((other) => other.topic.name === topic.name))
      throw new Error(`${topic.name} has two handlers in ${flow.group}`);
    plan.handlers.push({ topic, handle, mentioning });
  }

  private watch({ group }: Flow): FeedWatch {
    const plan = this.plans.get(group);
    if (plan === undefined)
      throw new Error(`a flow follows ${group}, which no handler of this service reads`);
    const topics = plan.handlers.map(({ topic }) => topic.name);
    const watch = this.watches.get(group) ?? new FeedWatch(this.log, group, topics, this.options.feed);
    this.watches.set(group, watch);
    return watch;
  }

  private runner({ flow, handlers }: FlowPlan): FlowRunner {
    const { log, publisher } = this;
    const { exit, flow: options } = this.options;
    const feed = flow.after === undefined ? undefined : this.watches.get(flow.after.group);
    const watchedBy = this.watches.get(flow.group);
    return new FlowRunner({ flow, handlers, log, publisher, feed, watchedBy, exit, options });
  }
}
