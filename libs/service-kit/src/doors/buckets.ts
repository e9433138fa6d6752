// How many requests a second a caller may make: a token bucket for each, in a bounded number of them. Pure: who asks brings the time.

export interface Rate {
  readonly perSecond: number;
  /** So many at once after a rest. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** More callers than these at the same time, and those that were quiet the longest begin anew. */
const MAX_BUCKETS = 10_000;

export class Buckets {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly maxBuckets = MAX_BUCKETS,
  ) {}

  /** Takes one; false: this caller is over its rate. */
  take(caller: string, nowMs: number): boolean {
    const bucket = this.#filled(caller, nowMs);
    // Last in the map is who asked last.
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  get size(): number {
    return this.#buckets.size;
  }

  #filled(caller: string, nowMs: number): Bucket {
    const bucket = this.#buckets.get(caller);
    if (bucket === undefined) return this.#newBucket(nowMs);
    const { perSecond, burst } = this.rate;
    bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond);
    bucket.atMs = nowMs;
    return bucket;
  }

  #newBucket(nowMs: number): Bucket {
    const [quietest] = this.#buckets.keys();
    if (this.#buckets.size >= this.maxBuckets && quietest !== undefined) this.#buckets.delete(quietest);
    return { tokens: this.rate.burst, atMs: nowMs };
  }
}
