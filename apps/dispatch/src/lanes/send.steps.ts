// Sends one gathering of a lane: claim, check again, plan, call, settle. No push is lost because of this order (docs/adr/0007).
import { Injectable, Logger } from '@nestjs/common';
import { ClaimStore } from '../ledger/claim.store';
import { Limits } from '../dispatch.config';
import { Endings } from '../ledger/endings.steps';
import type { Settled } from '../ledger/outcome';
import type { ClaimedTarget, Target } from '../ledger/target';
import { aboutOf } from '../calls/about';
import { endBeforeCall, isReady, released } from '../calls/before-call';
import { CallSteps } from './call.steps';
import type { OpenVendor } from './gathering';
import { HeldClaims } from './held-claims.steps';
import type { Slots } from './lane.worker';
import { Settlements } from '../settling/settlements.steps';

@Injectable()
export class SendSteps {
  private readonly logger = new Logger(SendSteps.name);

  constructor(
    private readonly claims: ClaimStore,
    private readonly endings: Endings,
    private readonly settlements: Settlements,
    private readonly calls: CallSteps,
    private readonly limits: Limits,
  ) {}

  /** Never rejects. Targets of a step that fails stay in the database, and are due again when their head start or lease is over. */
  async send(targets: Target[], open: OpenVendor, slots: Slots): Promise<void> {
    const free = targets.filter((target) => !this.settlements.hasUnwritten(target));
    if (free.length === 0) return;
    const held = await this.claim(free, open.vendor.limits.deadlineMs).catch((error: unknown) =>
      this.tellFailed('claim-failed', free, error),
    );
    if (held === undefined) return;
    const unclaimed = held.all.length < free.length ? without(free, held) : [];
    await Promise.all([this.endThose(unclaimed), this.callThose(held, open, slots)]);
  }

  /** If this fails, the round for overdue targets ends them later. */
  private async endThose(unclaimed: readonly Target[]): Promise<void> {
    if (unclaimed.length === 0) return;
    await this.endings.settleEnded(unclaimed).catch((error: unknown) => {
      this.tellFailed('endings-failed', unclaimed, error);
    });
  }

  private async callThose(held: HeldClaims, open: OpenVendor, slots: Slots): Promise<void> {
    try {
      const { ready, ended } = await this.recheck(held);
      const called = ready.length > 0 ? this.calls.callAll(ready, { held, open, slots }) : undefined;
      await Promise.all([this.settlements.settle(ended), called]);
    } catch (error) {
      // No call was made. The claims are given back, or they would last as long as their lease and be marked in doubt.
      this.tellFailed('send-failed', held.all, error);
      await this.settlements.settle(held.all.map(released));
    }
  }

  private tellFailed(event: string, targets: readonly Target[], error: unknown): void {
    this.logger.error({ event, error: String(error), ...aboutOf(targets) });
  }

  private async claim(targets: Target[], deadlineMs: number): Promise<HeldClaims> {
    const { leaseMs } = this.limits;
    const leaseEndsAtMs = performance.now() + leaseMs;
    const claimed = await this.claims.claim(targets, leaseMs);
    return new HeldClaims(claimed, { leaseEndsAtMs, deadlineMs }, this.claims);
  }

  private async recheck(held: HeldClaims): Promise<{ ready: ClaimedTarget[]; ended: Settled[] }> {
    if (held.all.length === 0) return { ready: [], ended: [] };
    const checks = await held.look();
    const ended = held.all.flatMap((target) => endBeforeCall(target, checks.get(target.targetId)));
    return { ready: held.all.filter(({ targetId }) => isReady(checks.get(targetId))), ended };
  }
}

const without = (targets: readonly Target[], held: HeldClaims): Target[] =>
  targets.filter(({ targetId }) => held.find(targetId) === undefined);
