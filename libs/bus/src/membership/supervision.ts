// Decides when a consumer is dead for good. A process without its consumer looks healthy and does nothing, so it must end and be started
// again. Errors of brokers never end it, because a new start would change nothing.
import type { Trouble } from './trouble';

/** More crashes than this … */
const MAX_CRASHES = 10;
/** … within this time, ms, are a crash loop. */
const WINDOW_MS = 5 * 60_000;

export class Supervision {
  private crashes: number[] = [];

  /** Tells whether the process must end. `nowMs`: monotonic. */
  crashed({ passes }: Pick<Trouble, 'passes'>, nowMs: number): boolean {
    if (passes) return false;
    this.crashes = [...this.crashes.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
    return this.crashes.length > MAX_CRASHES;
  }
}
