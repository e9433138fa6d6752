// Sends one gathering of a lane: claim, check again, plan, call, settle. The order is the delivery argument (docs/adr/0007).
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import type { Plan, Vendor, VendorCall, VendorClient, Verdict } from '@offline-push/vendors';
import { ClaimStore, type Recheck } from '../claim.store';
import { DispatchConfig } from '../dispatch.config';
import { EndingsWorker } from '../endings.worker';
import { observeCall } from '../metrics';
import type { Settled } from '../outcome';
import { notesOf, settle } from '../settle';
import type { ClaimedTarget, Settlement, Target } from '../target';
import type { Slots } from './lane';
import { SettlementsWorker } from './settlements.worker';

/** An open client with the version of the certificate that it speaks for. */
export interface OpenVendor {
  vendor: Vendor;
  client: VendorClient;
  settings: unknown;
  /** Where the vendor is to call back. A secret. */
  receiptUrl?: string;
}

@Injectable()
export class SendWorker {
  private readonly logger = new Logger(SendWorker.name);

  constructor(
    private readonly claims: ClaimStore,
    private readonly endings: EndingsWorker,
    private readonly settlements: SettlementsWorker,
    private readonly clock: Clock,
    private readonly config: DispatchConfig,
  ) {}

  /** Never rejects: what fails here stays in the database and is due again when its head start or lease is over. */
  async send(targets: Target[], open: OpenVendor, slots: Slots): Promise<void> {
    try {
      const claimed = await this.claims.claim(targets, this.config.DISPATCH_LEASE_MS);
      if (claimed.length < targets.length) await this.endings.settleEnded(without(targets, claimed));
      const ready = await this.recheck(claimed, open.vendor.limits.deadlineMs);
      if (ready.length > 0) await this.callAll(ready, open, slots);
    } catch (error) {
      this.logger.error({ event: 'send-failed', targets: targets.length, error: String(error) });
    }
  }

  private async recheck(claimed: ClaimedTarget[], deadlineMs: number): Promise<ClaimedTarget[]> {
    if (claimed.length === 0) return [];
    const checks = await this.claims.recheck(claimed, deadlineMs);
    const ended = claimed.flatMap((target): Settled[] => {
      const settlement = endBeforeCall(checks.get(target.targetId));
      return settlement === undefined ? [] : [{ target, settlement }];
    });
    await this.settlements.settle(ended);
    return claimed.filter(({ targetId }) => isReady(checks.get(targetId)));
  }

  private async callAll(claimed: ClaimedTarget[], open: OpenVendor, slots: Slots): Promise<void> {
    const byId = new Map(claimed.map((target) => [target.targetId, target]));
    const { calls, ended } = this.plan(claimed, open);
    slots.planned(calls.length);
    const refusals = ended.flatMap(({ delivery, state, code, detail }): Settled[] => {
      const target = byId.get(delivery.targetId);
      return target === undefined ? [] : [{ target, settlement: { state, code, detail, called: false } }];
    });
    await Promise.all([
      this.settlements.settle(refusals),
      ...calls.map((call) => this.callOne(call, byId, open, slots)),
    ]);
  }

  private plan(claimed: ClaimedTarget[], { vendor, settings, receiptUrl }: OpenVendor): Plan {
    return vendor.plan(claimed, settings, this.clock.nowMs(), receiptUrl);
  }

  private async callOne(
    call: VendorCall,
    byId: Map<string, ClaimedTarget>,
    open: OpenVendor,
    slots: Slots,
  ): Promise<void> {
    const startedAt = performance.now();
    const verdicts = await verdictsOf(call, open);
    observeCall(open.vendor.id, verdicts, (performance.now() - startedAt) / 1000);
    slots.answered(verdicts);
    const settled = call.deliveries.flatMap((delivery, i): Settled[] => {
      const target = byId.get(delivery.targetId);
      const verdict = verdicts[i];
      if (target === undefined || verdict === undefined) return [];
      const moment = { nowMs: this.clock.nowMs(), chance: Math.random() };
      return [
        {
          target,
          settlement: {
            ...settle(verdict, target, moment),
            notes: notesOf(verdict, call.notesByDelivery?.[i]),
          } as Settlement,
        },
      ];
    });
    await this.settlements.settle(settled);
    slots.settled();
  }
}

/** A client throws only if our own code is wrong: whether the vendor was reached is then unknown. */
async function verdictsOf(call: VendorCall, { vendor, client }: OpenVendor): Promise<readonly Verdict[]> {
  try {
    return await client.send(call, vendor.limits.deadlineMs);
  } catch (error) {
    const verdict: Verdict = {
      kind: 'unavailable',
      code: 'client-failed',
      detail: String(error),
      mayHaveRung: true,
    };
    return call.deliveries.map(() => verdict);
  }
}

const isReady = (check: Recheck | undefined): boolean =>
  check !== undefined && !check.withdrawn && !check.expired && !check.late;

/** What ended between claim and call, and a lease too short for a call. Undefined: call, or another epoch's business. */
function endBeforeCall(check: Recheck | undefined): Settlement | undefined {
  if (check === undefined) return undefined;
  if (check.withdrawn) return { state: 'withdrawn', called: false };
  if (check.expired) return { state: 'expired', called: false };
  if (!check.late) return undefined;
  return { state: 'parked', parkedFor: 'another-claim', called: false, delayMs: 0, mayHaveRung: false };
}

function without(targets: readonly Target[], claimed: readonly ClaimedTarget[]): Target[] {
  const ids = new Set(claimed.map((target) => target.targetId));
  return targets.filter((target) => !ids.has(target.targetId));
}
