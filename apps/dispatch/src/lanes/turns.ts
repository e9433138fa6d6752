// Bounds the calls of a lane that are under way. A call that finds no free place waits for its turn, in order.

type Waiter = (mayCall: boolean) => void;

export class Turns {
  private readonly waiting: Waiter[] = [];
  private inUse = 0;

  constructor(private readonly limit: number) {}

  get taken(): number {
    return this.inUse;
  }

  /** A place is free and no call waits for it. */
  get hasRoom(): boolean {
    return this.waiting.length === 0 && this.inUse < this.limit;
  }

  take(): void {
    this.inUse += 1;
  }

  free(): void {
    this.inUse -= 1;
  }

  /** Resolves with true when a place is taken for the caller, with false if it gets none. */
  next(): Promise<boolean> {
    if (!this.hasRoom) return new Promise((resolve) => this.waiting.push(resolve));
    this.take();
    return Promise.resolve(true);
  }

  /** Gives free places to the calls that have waited longest. */
  pass(): void {
    while (this.inUse < this.limit) {
      const first = this.waiting.shift();
      if (first === undefined) return;
      this.take();
      first(true);
    }
  }

  sendBack(): void {
    for (const waiting of this.waiting.splice(0)) waiting(false);
  }
}
