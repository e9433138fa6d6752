// Bounds the logins of one vendor at a time. A login server that does not answer holds up the logins of its own vendor only, and a wait for
// a place has an end.
export interface PlacesOptions {
  readonly placesPerVendor: number;
  readonly waitMs: number;
  readonly mostWaiting: number;
}

const LOGIN_PLACES: PlacesOptions = { placesPerVendor: 16, waitMs: 5_000, mostWaiting: 1_000 };

interface Queue {
  taken: number;
  readonly waiting: Set<() => void>;
}

export class LoginPlaces {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly options: PlacesOptions = LOGIN_PLACES) {}

  /** Runs `work` in a place of this vendor. Rejects if no place was free in time, or as `work` does. */
  async in<T>(vendor: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queueOf(vendor);
    await this.take(queue);
    try {
      return await work();
    } finally {
      this.free(queue);
    }
  }

  private queueOf(vendor: string): Queue {
    const queue = this.queues.get(vendor) ?? { taken: 0, waiting: new Set() };
    this.queues.set(vendor, queue);
    return queue;
  }

  private take(queue: Queue): Promise<void> {
    if (queue.taken < this.options.placesPerVendor) {
      queue.taken += 1;
      return Promise.resolve();
    }
    if (queue.waiting.size >= this.options.mostWaiting)
      return Promise.reject(new Error('too many logins wait for a place'));
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.waiting.delete(enter);
        reject(new Error('no login of this vendor ended in time'));
      }, this.options.waitMs);
      queue.waiting.add(enter);
    });
  }

  /** The place goes to the caller that has waited longest. */
  private free(queue: Queue): void {
    const [next] = queue.waiting;
    if (next === undefined) {
      queue.taken -= 1;
      return;
    }
    queue.waiting.delete(next);
    next();
  }
}
