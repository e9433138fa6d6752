// Holds a topic whose handler cannot go on, and lets it try again after a pause that grows.
import { type Backoff, backoffMs } from '../backoff';
import type { Holds } from './holds';
import type { Subscription } from './subscription';

export class Retries {
  private isStopped = false;

  constructor(
    private readonly subscriptions: readonly Subscription[],
    private readonly holds: Holds,
    private readonly pause: Backoff,
  ) {}

  /** Holds the whole topic: what one partition lacks, the others lack too. */
  later(subscription: Subscription, error: unknown): void {
    this.holds.hold('retrying', this.holds.of(subscription.topic));
    if (subscription.retryTimer !== null || this.isStopped) return;
    const { failures } = subscription;
    subscription.hold(error);
    subscription.retryTimer = setTimeout(
      () => {
        subscription.retryTimer = null;
        this.holds.release('retrying', this.holds.of(subscription.topic));
      },
      backoffMs(this.pause, failures, Math.random()),
    );
  }

  /** With a new assignment: what was held may be another member's now; what is still held here says so again. */
  forget(): void {
    for (const subscription of this.subscriptions) {
      cancel(subscription);
      subscription.free();
    }
  }

  /** Nothing is tried again from now on. */
  stop(): void {
    this.isStopped = true;
    this.subscriptions.forEach(cancel);
  }
}

function cancel(subscription: Subscription): void {
  if (subscription.retryTimer !== null) clearTimeout(subscription.retryTimer);
  subscription.retryTimer = null;
}
