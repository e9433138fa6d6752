// How many a second, over the last minute: one count for each of its seconds. Pure.

const SECONDS = 60;

export class Pace {
  private readonly counts = new Array<number>(SECONDS).fill(0);
  private newest = 0;

  add(count: number, nowMs: number): void {
    const second = this.forwardTo(nowMs);
    this.counts[second % SECONDS] = (this.counts[second % SECONDS] ?? 0) + count;
  }

  perSecond(nowMs: number): number {
    this.forwardTo(nowMs);
    return this.counts.reduce((sum, count) => sum + count, 0) / SECONDS;
  }

  /** Seconds of which nothing was told are empty. */
  private forwardTo(nowMs: number): number {
    const second = Math.max(this.newest, Math.floor(nowMs / 1_000));
    for (let empty = Math.max(this.newest + 1, second - SECONDS + 1); empty <= second; empty++)
      this.counts[empty % SECONDS] = 0;
    this.newest = second;
    return second;
  }
}
