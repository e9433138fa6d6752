// Ends targets without a call: expired, withdrawn, or unconfirmed if an earlier call had no verdict. What waits for a token that its phone
// replaced does not end: it is addressed again. What ends is left to credentials/end-of.ts.
import { Injectable } from '@nestjs/common';
import { ClaimStore } from './claim.store';
import { Limits } from '../dispatch.config';
import { endOf } from '../credentials/end-of';
import { Settlements } from '../settling/settlements.steps';
import { LaneReasons } from '../news/lane-reasons.steps';
import type { Target } from './target';

@Injectable()
export class Endings {
  constructor(
    private readonly claims: ClaimStore,
    private readonly settlements: Settlements,
    private readonly reasons: LaneReasons,
    private readonly limits: Limits,
  ) {}

  async settleEnded(targets: readonly Target[]): Promise<void> {
    const open = targets.filter((target) => !this.settlements.owes(target));
    await this.claims.readdress(open);
    const taken = await this.claims.takeEnded(open, this.limits.leaseMs);
    const settled = taken.map(({ target, end }) => ({
      target,
      settlement: endOf(end, this.reasons.of(target.certificateId)),
    }));
    await this.settlements.settle(settled);
  }
}
