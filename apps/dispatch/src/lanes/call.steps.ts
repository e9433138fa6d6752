// Plans a gathering, and makes each of its calls when the call has its turn. Targets that may not be called then are given back.
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import type { Delivery, PlannedEnd } from '@offline-push/vendors/send';
import { aboutOf } from '../calls/about';
import { FreshDeaths } from '../calls/fresh-deaths.worker';
import { OneCall, targetsOf } from '../calls/one-call.steps';
import type { Settled } from '../ledger/outcome';
import type { ClaimedTarget } from '../ledger/target';
import { released } from '../calls/before-call';
import type { Gathering } from './gathering';
import type { HeldClaims } from './held-claims.steps';
import type { PlacePause } from './places';
import { planAll, type Planned } from '../calls/planned';
import { Settlements } from '../settling/settlements.steps';

@Injectable()
export class CallSteps {
  private readonly logger = new Logger(CallSteps.name);

  constructor(
    private readonly settlements: Settlements,
    private readonly oneCall: OneCall,
    private readonly deaths: FreshDeaths,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: each of `ready` is settled or given back. */
  async callAll(ready: readonly ClaimedTarget[], gathering: Gathering): Promise<void> {
    const { held, open, slots } = gathering;
    const { vendor, settings, receiptUrl } = open;
    const plannedAtMs = this.clock.nowMs();
    const plan = (some: readonly Delivery[]) => vendor.plan(some, settings, plannedAtMs, receiptUrl);
    // Targets with a token that just died are given back; their next claim sees the death. They would stop a call with others.
    const [alive, dead] = parted(ready, (target) => !this.deaths.has(target));
    const planned = planAll(plan, alive);
    if (planned.failed.length > 0) this.tellUnplanned(vendor.id, planned.failed, held);
    // All calls are in the queue for turns before the lane can gather again.
    slots.planned();
    const called = planned.calls.map((call) => this.callInTurn({ call, plannedAtMs }, gathering));
    const refused = refusalsOf([...planned.ended, ...planned.failed.map(unplanned)], held);
    await Promise.all([this.settlements.settle([...refused, ...dead.map(released)]), ...called]);
  }

  private async callInTurn(planned: Planned, gathering: Gathering): Promise<void> {
    const { held, slots } = gathering;
    if (!(await slots.turn())) return this.settlements.settle(targetsOf(planned.call, held).map(released));
    const { place } = planned.call;
    const pause = slots.enter(place);
    try {
      if (pause !== undefined) return await this.settlements.settle(this.parkedFor(pause, planned, held));
      await this.settlements.settle(await this.oneCall.make(planned, gathering));
    } finally {
      if (pause === undefined) slots.left(place);
      slots.settled();
    }
  }

  /** Parks targets whose place is not called now, at most until they expire. */
  private parkedFor({ delayMs, ...pause }: PlacePause, { call }: Planned, held: HeldClaims): Settled[] {
    const nowMs = this.clock.nowMs();
    return targetsOf(call, held).map((target) => ({
      target,
      settlement: {
        ...{ state: 'parked', takesAttemptBack: true, mayHaveRung: false, ...pause },
        delayMs: Math.max(0, Math.min(delayMs, target.expiresAtMs - nowMs)),
      },
    }));
  }

  private tellUnplanned(
    vendor: string,
    failed: readonly { delivery: Delivery; error: unknown }[],
    held: HeldClaims,
  ): void {
    const { name, stack } = asError(failed[0]?.error);
    // The message of the error is left out, because it may quote the content.
    const at = stack
      ?.split('\n')
      .filter((line) => line.trim().startsWith('at '))
      .slice(0, 5);
    const about = aboutOf(failed.flatMap(({ delivery }) => held.find(delivery.targetId) ?? []));
    this.logger.error({ event: 'plan-failed', vendor, name, at, ...about });
  }
}

function parted<T>(
  all: readonly T[],
  isFirst: (one: T) => boolean,
): [first: readonly T[], second: readonly T[]] {
  return all.every(isFirst) ? [all, []] : [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** The push is refused, because any other attempt would fail in the same way. */
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
    return target === undefined
      ? []
      : [{ target, settlement: { state, code, detail, takesAttemptBack: true } }];
  });
