// Limits the requests per second of each caller with a token bucket. The number of buckets is bounded. Pure, with the time as an argument.

export interface Rate {
  readonly perSecond: number;
  /** So many requests are allowed at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** With more callers than this, the bucket of the caller that was quiet the longest is dropped. */
const MAX_BUCKETS = 10_000;

export class Buckets {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly maxBuckets = MAX_BUCKETS,
  ) {}

  /** Takes a token; false if the caller is over its rate. */
  take(caller: string, nowMs: number): boolean {
    const bucket = this.#filled(caller, nowMs);
    // The last entry of the map is the caller that asked last.
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
