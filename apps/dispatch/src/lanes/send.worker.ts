// Sends one gathering of a lane: claim, check again, plan, call, settle. The order is the delivery argument (docs/adr/0007).
import { Injectable, Logger } from '@nestjs/common';
import { ClaimStore } from '../claim.store';
import { DispatchConfig } from '../dispatch.config';
import { EndingsWorker } from '../endings.worker';
import type { ClaimedTarget, Target } from '../target';
import { endBeforeCall, isReady } from './before-call';
import { CallWorker, type OpenVendor } from './call.worker';
import { HeldClaims } from './held-claims';
import type { Slots } from './lane';
import { SettlementsWorker } from './settlements.worker';

@Injectable()
export class SendWorker {
  private readonly logger = new Logger(SendWorker.name);

  constructor(
    private readonly claims: ClaimStore,
    private readonly endings: EndingsWorker,
    private readonly settlements: SettlementsWorker,
    private readonly calls: CallWorker,
    private readonly config: DispatchConfig,
  ) {}

  /** Never rejects: what fails here stays in the database and is due again when its head start or lease is over. */
  async send(targets: Target[], open: OpenVendor, slots: Slots): Promise<void> {
    try {
      const held = await this.claim(targets, open.vendor.limits.deadlineMs);
      if (held.all.length < targets.length) await this.endings.settleEnded(without(targets, held));
      const ready = await this.recheck(held);
      if (ready.length > 0) await this.calls.callAll(ready, { held, open, slots });
    } catch (error) {
      this.logger.error({ event: 'send-failed', targets: targets.length, error: String(error) });
    }
  }

  private async claim(targets: Target[], deadlineMs: number): Promise<HeldClaims> {
    const leaseMs = this.config.DISPATCH_LEASE_MS;
    const leaseEndsAtMs = performance.now() + leaseMs;
    const claimed = await this.claims.claim(targets, leaseMs);
    return new HeldClaims(claimed, { leaseEndsAtMs, deadlineMs }, this.claims);
  }

  private async recheck(held: HeldClaims): Promise<ClaimedTarget[]> {
    if (held.all.length === 0) return [];
    const checks = await held.look();
    const ended = held.all.flatMap((target) => endBeforeCall(target, checks.get(target.targetId)));
    await this.settlements.settle(ended);
    return held.all.filter(({ targetId }) => isReady(checks.get(targetId)));
  }
}

const without = (targets: readonly Target[], held: HeldClaims): Target[] =>
  targets.filter(({ targetId }) => held.find(targetId) === undefined);
