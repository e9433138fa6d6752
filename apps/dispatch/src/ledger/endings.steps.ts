// Ends targets without a call: expired, withdrawn, or unconfirmed if an earlier call had no verdict. A target whose phone has a new token
// does not end; it is addressed again. credentials/end-of.ts decides how a target ends.
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
    const open = targets.filter((target) => !this.settlements.hasUnwritten(target));
    await this.claims.readdress(open);
    const taken = await this.claims.takeEnded(open, this.limits.leaseMs);
    const settled = taken.map(({ target, end }) => ({
      target,
      settlement: endOf(end, this.reasons.of(target.certificateId)),
    }));
    await this.settlements.settle(settled);
  }
}
