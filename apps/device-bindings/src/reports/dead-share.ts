// Guards the bindings against a vendor that suddenly calls every token dead, as it does when a certificate holds a wrong app id. Pure:
// time is an argument. Each process judges by what it sees itself.

export interface DeadShareLimits {
  /** Share of dead tokens above which nothing is pruned, between 0 and 1. */
  share: number;
  /** Below so many outcomes a share says nothing. */
  atLeast: number;
  windowMs: number;
}

/** Outcomes are added up by the second, so that a window has a bounded number of entries. */
const BUCKET_MS = 1_000;

interface Bucket {
  atMs: number;
  total: number;
  dead: number;
}

export class DeadShare {
  private readonly buckets = new Map<number, Bucket[]>();

  constructor(private readonly limits: DeadShareLimits) {}

  /** Outcomes of one certificate in which the vendor judged the token. */
  count(certificateId: number, outcomes: { total: number; dead: number }, nowMs: number): void {
    const fresh = this.fresh(certificateId, nowMs);
    const last = fresh.at(-1);
    if (last !== undefined && nowMs - last.atMs < BUCKET_MS) {
      last.total += outcomes.total;
      last.dead += outcomes.dead;
    } else fresh.push({ atMs: nowMs, ...outcomes });
    this.buckets.set(certificateId, fresh);
  }

  /** Counts what came, and answers whose dead tokens are not to be believed, with how many they are. */
  implausibleIn(
    tallies: ReadonlyMap<number, { total: number; dead: number }>,
    nowMs: number,
  ): Map<number, number> {
    for (const [certificateId, tally] of tallies) this.count(certificateId, tally, nowMs);
    const isBad = ([certificateId, { dead }]: [number, { dead: number }]): boolean =>
      dead > 0 && this.isImplausible(certificateId, nowMs);
    return new Map([...tallies].filter(isBad).map(([certificateId, { dead }]) => [certificateId, dead]));
  }

  /** Too many tokens of this certificate died lately to believe it. */
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
