// The claims of one gathering until they are called: how long their lease lasts, and what the database says about them while they wait.
import type { ClaimStore, Recheck } from '../ledger/claim.store';
import type { ClaimedTarget } from '../ledger/target';

/** An older check is no proof any more that nobody logged out. In ms. */
const LOOK_LASTS_MS = 100;

export interface Terms {
  /** By this process's monotonic clock, read before the claim, so it is never later than the lease in the database. In ms. */
  readonly leaseEndsAtMs: number;
  /** The longest time that a call takes. In ms. */
  readonly deadlineMs: number;
}

export class HeldClaims {
  private readonly byId: ReadonlyMap<string, ClaimedTarget>;
  private lastLook: Promise<Map<string, Recheck>> | undefined;
  /** Infinity while a check is under way. */
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

  /** Checks the claims that wait for their call. One check serves all calls whose turn comes soon after it. */
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

  /** Time since the last check was answered. */
  get lookAgeMs(): number {
    return Math.max(0, performance.now() - this.lookedAtMs);
  }

  /** Leaves targets that were called out of later checks. */
  called(targets: readonly ClaimedTarget[]): void {
    for (const { targetId } of targets) this.over.add(targetId);
  }

  /** True if a call that begins now ends before the lease does. */
  areLongEnough(): boolean {
    return performance.now() + this.terms.deadlineMs <= this.terms.leaseEndsAtMs;
  }
}
