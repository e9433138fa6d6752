// Holds a flow that follows a state feed until the feed is read up to the flow's assignment, and while the feed is not fresh (rule 6 of
// docs/architecture.md). Only the topics of the feed that matter for the flow's decisions count.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { within } from '../deadline';
import type { Holds } from '../flow/holds';
import type { FeedWatch } from './feed-watch';

/** Longest wait for records that the feed's flow handles now. After that only the freshness counts. */
const HANDLED_WITHIN_MS = 1_000;

export class Following {
  private readonly logger = new Logger('FlowRunner');
  private assignedAtMs = Infinity;
  /** Ends the frequent looks at the feed; null while the feed is read far enough. */
  private lookSeldom: (() => void) | null = null;

  constructor(
    private readonly group: string,
    private readonly feed: FeedWatch,
    /** Absent: all topics of the feed. */
    private readonly topics: readonly string[] | undefined,
    private readonly holds: Holds,
  ) {}

  /** Notes a new assignment. `atMs` is monotonic. */
  assigned(atMs: number): void {
    this.assignedAtMs = atMs;
  }

  isFed(): boolean {
    return this.feed.isReadUpTo(this.assignedAtMs, this.topics) && this.feed.isFresh(this.topics);
  }

  /**
   * Waits for facts of the feed that this process handles now. Without that a message sent right after a disconnect could be decided before
   * the disconnect, and would find its device online.
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
