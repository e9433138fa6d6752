// Holds a topic whose handler cannot go on, and tries again after pauses that grow.
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

  /** Holds the whole topic, because all its partitions need what is missing. */
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

  /** Called at a new assignment: a held partition may belong to another member now. One that still fails here is held again. */
  forget(): void {
    for (const subscription of this.subscriptions) {
      cancel(subscription);
      subscription.free();
    }
  }

  /** Ends all retries. */
  stop(): void {
    this.isStopped = true;
    this.subscriptions.forEach(cancel);
  }
}

function cancel(subscription: Subscription): void {
  if (subscription.retryTimer !== null) clearTimeout(subscription.retryTimer);
  subscription.retryTimer = null;
}
