// A vendor's limit of requests a second, as a bucket that refills steadily.
export class Rate {
  private tokens: number;
  private filledAtMs = 0;

  /** `perSecond` requests, and as many at once after a quiet second. */
  constructor(readonly perSecond: number) {
    this.tokens = perSecond;
  }

  /** Takes one, or as many as a request weighs, if there are so many. */
  mayPass(nowMs: number, weight = 1): boolean {
    const refill = (Math.max(0, nowMs - this.filledAtMs) / 1000) * this.perSecond;
    this.tokens = Math.min(this.perSecond, this.tokens + refill);
    this.filledAtMs = nowMs;
    if (this.tokens < weight) return false;
    this.tokens -= weight;
    return true;
  }
}
