// Holds a topic whose handler cannot go on, and lets it try again after a pause that grows.
import { type Backoff, backoffMs } from '../backoff';
import type { Holds } from './holds';
import type { Lane } from './lane';

export class Retries {
  private isStopped = false;

  constructor(
    private readonly lanes: readonly Lane[],
    private readonly holds: Holds,
    private readonly pause: Backoff,
  ) {}

  /** Holds the whole topic: what one partition lacks, the others lack too. */
  later(lane: Lane, error: unknown): void {
    this.holds.hold('retrying', this.holds.of(lane.topic));
    if (lane.retryTimer !== null || this.isStopped) return;
    const { failures } = lane;
    lane.hold(error);
    lane.retryTimer = setTimeout(
      () => {
        lane.retryTimer = null;
        this.holds.release('retrying', this.holds.of(lane.topic));
      },
      backoffMs(this.pause, failures, Math.random()),
    );
  }

  /** With a new assignment: what was held may be another member's now; what is still held here says so again. */
  forget(): void {
    for (const lane of this.lanes) {
      cancel(lane);
      lane.free();
    }
  }

  /** Nothing is tried again from now on. */
  stop(): void {
    this.isStopped = true;
    this.lanes.forEach(cancel);
  }
}

function cancel(lane: Lane): void {
  if (lane.retryTimer !== null) clearTimeout(lane.retryTimer);
  lane.retryTimer = null;
}
