// Counts that begin anew: of a phone in a minute, of an app or a phone in a day. Windows are fixed, which lets a burst pass at their edge.
export class Counts {
  private window = 0;
  private counts = new Map<string, number>();

  /** `offsetMs` moves the windows: a day begins at midnight in China. */
  constructor(
    private readonly windowMs: number,
    private readonly offsetMs = 0,
  ) {}

  /** The count after `by` more. */
  up(what: string, nowMs: number, by = 1): number {
    const window = Math.floor((nowMs + this.offsetMs) / this.windowMs);
    if (window !== this.window) this.clear();
    this.window = window;
    const count = (this.counts.get(what) ?? 0) + by;
    this.counts.set(what, count);
    return count;
  }

  clear(): void {
    this.counts.clear();
  }
}
