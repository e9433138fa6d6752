// Protects bindings from a vendor that suddenly calls every token dead, as vendors do when a certificate holds a wrong app id. Pure, with
// time as an argument. Each process judges by the outcomes that it has read.

export interface DeadShareLimits {
  /** Share of dead tokens above which nothing is pruned, between 0 and 1. */
  share: number;
  /** With fewer outcomes the share is not judged. */
  atLeast: number;
  windowMs: number;
}

/** Outcomes are added up by the second, so that the number of entries is bounded. */
const BUCKET_MS = 1_000;

interface Bucket {
  atMs: number;
  total: number;
  dead: number;
}

export class DeadShare {
  private readonly buckets = new Map<number, Bucket[]>();

  constructor(private readonly limits: DeadShareLimits) {}

  /** Counts outcomes of one certificate in which the vendor judged the token. */
  count(certificateId: number, outcomes: { total: number; dead: number }, nowMs: number): void {
    const fresh = this.fresh(certificateId, nowMs);
    const last = fresh.at(-1);
    if (last !== undefined && nowMs - last.atMs < BUCKET_MS) {
      last.total += outcomes.total;
      last.dead += outcomes.dead;
    } else fresh.push({ atMs: nowMs, ...outcomes });
    this.buckets.set(certificateId, fresh);
  }

  /** Counts the tallies. Returns the certificates whose dead tokens are not believed, with the number of dead tokens in the tallies. */
  implausibleIn(
    tallies: ReadonlyMap<number, { total: number; dead: number }>,
    nowMs: number,
  ): Map<number, number> {
    for (const [certificateId, tally] of tallies) this.count(certificateId, tally, nowMs);
    const isBad = ([certificateId, { dead }]: [number, { dead: number }]): boolean =>
      dead > 0 && this.isImplausible(certificateId, nowMs);
    return new Map([...tallies].filter(isBad).map(([certificateId, { dead }]) => [certificateId, dead]));
  }

  /** True if the share of dead tokens in the window is above the limit. */
  isImplausible(certificateId: number, nowMs: number): boolean {
    const fresh = this.fresh(certificateId, nowMs);
    const total = fresh.reduce((sum, bucket) => sum + bucket.total, 0);
    const dead = fresh.reduce((sum, bucket) => sum + bucket.dead, 0);
    return total >= this.limits.atLeast && dead > total * this.limits.share;
  }

  private fresh(certificateId: number, nowMs: number): Bucket[] {
    const sinceMs = nowMs - this.limits.windowMs;
    return (this.buckets.get(certificateId) ?? []).filter((bucket) => bucket.atMs > sinceMs);
  }
}
