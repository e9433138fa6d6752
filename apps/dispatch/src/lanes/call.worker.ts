// Plans a gathering and calls the vendor for it, each call at its turn. What no longer may be called then is left to another claim.
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import type { Delivery, PlannedEnd, Vendor, VendorCall, VendorClient, Verdict } from '@offline-push/vendors';
import { observeCall } from '../metrics';
import type { Settled } from '../outcome';
import { notesOf, settle } from '../settle';
import type { ClaimedTarget, Settlement } from '../target';
import { endBeforeCall, isReady, leftTo } from './before-call';
import type { HeldClaims } from './held-claims';
import type { Slots } from './lane';
import { callAt, planAll, type Planned } from './planned';
import { SettlementsWorker } from './settlements.worker';

/** An open client with the version of the certificate that it speaks for. */
export interface OpenVendor {
  vendor: Vendor;
  client: VendorClient;
  settings: unknown;
  /** Where the vendor is to call back. A secret. */
  receiptUrl?: string;
}

export interface Gathering {
  held: HeldClaims;
  open: OpenVendor;
  slots: Slots;
}

@Injectable()
export class CallWorker {
  private readonly logger = new Logger(CallWorker.name);

  constructor(
    private readonly settlements: SettlementsWorker,
    private readonly clock: Clock,
  ) {}

  /** A call that cannot be checked is not made; its targets are due again when their lease is over. */
  async callAll(ready: readonly ClaimedTarget[], gathering: Gathering): Promise<void> {
    const { held, open, slots } = gathering;
    const { vendor, settings, receiptUrl } = open;
    const plannedAtMs = this.clock.nowMs();
    const plan = (some: readonly Delivery[]) => vendor.plan(some, settings, plannedAtMs, receiptUrl);
    const { calls, ended, failed } = planAll(plan, ready);
    if (failed.length > 0) this.tellUnplanned(vendor.id, failed);
    // All calls stand in line before the lane can gather again.
    slots.planned();
    const called = calls.map((call) => this.callInTurn({ call, plannedAtMs }, gathering));
    const refused = refusalsOf([...ended, ...failed.map(unplanned)], held);
    await Promise.all([this.settlements.settle(refused), ...called]);
  }

  private tellUnplanned(vendor: string, failed: readonly { delivery: Delivery; error: unknown }[]): void {
    const ids = failed.slice(0, 10).map(({ delivery }) => delivery.targetId);
    const { name, stack } = asError(failed[0]?.error);
    // Not the message: it may quote the content.
    const at = stack
      ?.split('\n')
      .filter((line) => line.trim().startsWith('at '))
      .slice(0, 5);
    this.logger.error({ event: 'plan-failed', vendor, targets: failed.length, ids, name, at });
  }

  private async callInTurn(planned: Planned, gathering: Gathering): Promise<void> {
    const { held, slots } = gathering;
    const { call } = planned;
    if (!(await slots.turn())) return this.settlements.settle(targetsOf(call, held).map(leftTo));
    try {
      const ends = await this.endsBefore(call, held);
      await this.settlements.settle(ends ?? (await this.callNow(planned, gathering)));
    } catch (error) {
      this.logger.error({
        event: 'call-failed',
        targets: call.deliveries.length,
        error: String(error),
      });
    } finally {
      slots.settled();
    }
  }

  private async callNow(planned: Planned, gathering: Gathering): Promise<Settled[]> {
    const call = callAt(planned, gathering.open, this.clock.nowMs());
    return call === undefined
      ? targetsOf(planned.call, gathering.held).map(leftTo)
      : this.call(call, gathering);
  }

  /**
   * Undefined: call. A request is made for all of its deliveries, so one that ended keeps the others from going with it: they are
   * gathered anew.
   */
  private async endsBefore(call: VendorCall, held: HeldClaims): Promise<Settled[] | undefined> {
    const targets = targetsOf(call, held);
    if (!held.areLongEnough()) return targets.map(leftTo);
    const checks = await held.look();
    const isGood = targets.every(({ targetId }) => isReady(checks.get(targetId)));
    if (isGood && held.areLongEnough()) return undefined;
    return targets.flatMap((target) => {
      const check = checks.get(target.targetId);
      return isReady(check) ? [leftTo(target)] : endBeforeCall(target, check);
    });
  }

  private async call(call: VendorCall, { held, open, slots }: Gathering): Promise<Settled[]> {
    const startedAt = performance.now();
    const calledAtMs = this.clock.nowMs();
    const verdicts = await verdictsOf(call, open);
    observeCall(open.vendor.id, verdicts, (performance.now() - startedAt) / 1000);
    slots.answered(verdicts, calledAtMs);
    return call.deliveries.flatMap(({ targetId }, i): Settled[] => {
      const target = held.find(targetId);
      const verdict = verdicts[i];
      if (target === undefined || verdict === undefined) return [];
      const moment = { nowMs: this.clock.nowMs(), chance: Math.random() };
      const notes = notesOf(verdict, call.notesByDelivery?.[i]);
      return [
        { target, settlement: { ...settle(verdict, target, moment), notes, calledAtMs } as Settlement },
      ];
    });
  }
}

const targetsOf = (call: VendorCall, held: HeldClaims): ClaimedTarget[] =>
  call.deliveries.flatMap(({ targetId }) => held.find(targetId) ?? []);

/** No other attempt would end otherwise. */
const unplanned = ({ delivery }: { delivery: Delivery }): PlannedEnd => ({
  delivery,
  state: 'refused',
  code: 'plan-failed',
  detail: 'our own code failed on this content',
});

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const refusalsOf = (ended: readonly PlannedEnd[], held: HeldClaims): Settled[] =>
  ended.flatMap(({ delivery, state, code, detail }): Settled[] => {
    const target = held.find(delivery.targetId);
    return target === undefined ? [] : [{ target, settlement: { state, code, detail, called: false } }];
  });

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
