// The claims of one gathering until their calls: how long they last, and what became of them while they wait for their turn.
import type { ClaimStore, Recheck } from '../claim.store';
import type { ClaimedTarget } from '../target';

/** A look that is older is no proof any more that nobody logged out. In ms. */
const LOOK_LASTS_MS = 250;

export interface Terms {
  /** By this process's monotonic clock, taken before the claim: never later than the lease in the database. In ms. */
  readonly leaseEndsAtMs: number;
  /** The longest that a call takes. In ms. */
  readonly deadlineMs: number;
}

export class HeldClaims {
  private readonly byId: ReadonlyMap<string, ClaimedTarget>;
  private lastLook: Promise<Map<string, Recheck>> | undefined;
  private lookedAtMs = 0;

  constructor(
    readonly all: readonly ClaimedTarget[],
    private readonly terms: Terms,
    private readonly store: Pick<ClaimStore, 'recheck'>,
  ) {
    this.byId = new Map(all.map((target) => [target.targetId, target]));
  }

  find(targetId: string): ClaimedTarget | undefined {
    return this.byId.get(targetId);
  }

  /** What the database says of them. One look serves all calls whose turn comes soon after it. */
  look(): Promise<Map<string, Recheck>> {
    const nowMs = performance.now();
    if (this.lastLook === undefined || nowMs - this.lookedAtMs > LOOK_LASTS_MS) {
      this.lookedAtMs = nowMs;
      this.lastLook = this.store.recheck(this.all, this.terms.deadlineMs);
    }
    return this.lastLook;
  }

  /** A call that begins now and takes as long as it may is over before the lease is. */
  areLongEnough(): boolean {
    return performance.now() + this.terms.deadlineMs <= this.terms.leaseEndsAtMs;
  }
}
