// A flow that follows a state feed takes no decision before the feed is read up to its assignment, and none while the feed is not fresh
// (rule 6 of docs/architecture.md). Only those topics of the feed count that bear on its decision.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { within } from '../deadline';
import type { Holds } from '../flow/holds';
import type { FeedWatch } from './feed-watch';

/** What the feed's flow handles is waited for this long; behind that, freshness alone has a say. */
const HANDLED_WITHIN_MS = 1_000;

export class Following {
  private readonly logger = new Logger('FlowRunner');
  private assignedAtMs = Infinity;
  /** Ends that the feed is looked at often; null: the flow is fed. */
  private lookSeldom: (() => void) | null = null;

  constructor(
    private readonly group: string,
    private readonly feed: FeedWatch,
    /** Absent: all topics of the feed. */
    private readonly topics: readonly string[] | undefined,
    private readonly holds: Holds,
  ) {}

  /** From then on `look` has a say. `atMs`: monotonic. */
  assigned(atMs: number): void {
    this.assignedAtMs = atMs;
  }

  isFed(): boolean {
    return this.feed.isReadUpTo(this.assignedAtMs, this.topics) && this.feed.isFresh(this.topics);
  }

  /**
   * A fact that came before a decision's input must not lose the race to it: a message that was sent right after a disconnect would find its
   * device online. So what this process is handling of the feed is waited for.
   */
  async letFactsPass(): Promise<void> {
    await nextTurn(); // records of the feed that arrived in this turn are handed over by then
    const handled = this.feed.handled(this.topics);
    if (handled !== null) await within(handled, HANDLED_WITHIN_MS);
  }

  /** What the flow waits for in the feed. */
  waitsFor(): string[] {
    if (this.assignedAtMs === Infinity || this.isFed()) return [];
    return this.feed
      .waitsFor(this.assignedAtMs, this.topics)
      .map((words) => `${this.group} catches up with ${words}`);
  }

  look(isStopping: boolean): void {
    if (this.assignedAtMs === Infinity) return;
    const isFed = this.isFed();
    const wasFed = this.lookSeldom === null;
    if (isFed || isStopping) {
      this.lookSeldom?.();
      this.lookSeldom = null;
    } else this.lookSeldom ??= this.feed.lookOften();
    if (isFed) this.holds.release('catching-up', this.holds.of());
    else this.holds.hold('catching-up', this.holds.of());
    const { group, feed } = this;
    if (isFed !== wasFed)
      this.logger.log({ event: isFed ? 'caught-up' : 'catching-up', group, after: feed.group });
  }
}
