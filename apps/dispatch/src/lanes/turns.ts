// The places of a lane: calls in flight within the vendor's limit. What finds none waits for its turn, in order.

type Waiter = (mayCall: boolean) => void;

export class Turns {
  private readonly waiting: Waiter[] = [];
  private inUse = 0;

  constructor(private readonly limit: number) {}

  get taken(): number {
    return this.inUse;
  }

  /** A place is free and nobody waits for it. */
  get hasRoom(): boolean {
    return this.waiting.length === 0 && this.inUse < this.limit;
  }

  take(): void {
    this.inUse += 1;
  }

  free(): void {
    this.inUse -= 1;
  }

  /** True when a place is taken for the caller, false if it was sent back without one. */
  next(): Promise<boolean> {
    if (!this.hasRoom) return new Promise((resolve) => this.waiting.push(resolve));
    this.take();
    return Promise.resolve(true);
  }

  /** Free places go to those who waited longest. */
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
