// How long calls took, in buckets that grow by a fifth: enough for a median and a 95th percentile, and sums of several pods stay right. Pure.

const GROWTH = 1.2;
/** Beyond the longest deadline of a vendor. */
const LAST_BUCKET = 54;

/** Calls by bucket. Only buckets with calls are there. */
export type Latency = Map<number, number>;

export function addTook(latency: Latency, tookMs: number): void {
  const bucket = Math.min(
    LAST_BUCKET,
    Math.max(0, Math.ceil(Math.log(Math.max(tookMs, 1)) / Math.log(GROWTH))),
  );
  latency.set(bucket, (latency.get(bucket) ?? 0) + 1);
}

export function summed(all: readonly Latency[]): Latency {
  const sum: Latency = new Map();
  for (const one of all) for (const [bucket, count] of one) sum.set(bucket, (sum.get(bucket) ?? 0) + count);
  return sum;
}

/** In ms, right to a tenth. Undefined: there was no call. */
export function percentileOf(latency: Latency, share: number): number | undefined {
  const buckets = [...latency].sort(([a], [b]) => a - b);
  let left = share * buckets.reduce((sum, [, count]) => sum + count, 0);
  for (const [bucket, count] of buckets) {
    left -= count;
    if (left <= 0) return Math.round(GROWTH ** (bucket - 0.5));
  }
  return undefined;
}
