// The claims of one gathering until their calls: how long they last, and what became of them while they wait for their turn.
import type { ClaimStore, Recheck } from '../ledger/claim.store';
import type { ClaimedTarget } from '../ledger/target';

/** A look that was answered longer ago is no proof any more that nobody logged out. In ms. */
const LOOK_LASTS_MS = 100;

export interface Terms {
  /** By this process's monotonic clock, taken before the claim: never later than the lease in the database. In ms. */
  readonly leaseEndsAtMs: number;
  /** The longest that a call takes. In ms. */
  readonly deadlineMs: number;
}

export class HeldClaims {
  private readonly byId: ReadonlyMap<string, ClaimedTarget>;
  private lastLook: Promise<Map<string, Recheck>> | undefined;
  /** While it is under way: never. */
  private lookedAtMs = 0;
  private readonly over = new Set<string>();

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

  /** What the database says of those that wait for their call. One look serves all calls whose turn comes soon after it. */
  look(): Promise<Map<string, Recheck>> {
    if (this.lastLook === undefined || this.lookAgeMs > LOOK_LASTS_MS) {
      this.lookedAtMs = Infinity;
      const left =
        this.over.size === 0 ? this.all : this.all.filter(({ targetId }) => !this.over.has(targetId));
      this.lastLook = this.store
        .recheck(left, this.terms.deadlineMs)
        .finally(() => (this.lookedAtMs = performance.now()));
    }
    return this.lastLook;
  }

  /** Since the last look was answered. */
  get lookAgeMs(): number {
    return Math.max(0, performance.now() - this.lookedAtMs);
  }

  /** They were called: nobody needs to look at them any more. */
  called(targets: readonly ClaimedTarget[]): void {
    for (const { targetId } of targets) this.over.add(targetId);
  }

  /** A call that begins now and takes as long as it may is over before the lease is. */
  areLongEnough(): boolean {
    return performance.now() + this.terms.deadlineMs <= this.terms.leaseEndsAtMs;
  }
}
