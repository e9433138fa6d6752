// Plans calls. A plan tells the vendor how long it may keep a push from now on, so a call that waited for its turn is planned again. Pure.
import type { Delivery, Plan, VendorCall } from '@offline-push/vendors/send';
import type { OpenVendor } from '../lanes/gathering';

/** A younger plan is used as it is, because vendors count in seconds. In ms. */
const PLAN_LASTS_MS = 250;

export interface Planned {
  call: VendorCall;
  plannedAtMs: number;
}

export interface PlannedAll extends Plan {
  /** Deliveries for whose content the vendor's plan throws. That is a bug of ours, and must not stop the others. */
  failed: { delivery: Delivery; error: unknown }[];
}

/** If a plan throws, the deliveries are halved until the one that fails is alone. A delivery that is missing in the plan has failed too. */
export function planAll(
  plan: (deliveries: readonly Delivery[]) => Plan,
  deliveries: readonly Delivery[],
): PlannedAll {
  try {
    const planned = plan(deliveries);
    return { ...planned, failed: missingIn(planned, deliveries) };
  } catch (error) {
    const [only, ...others] = deliveries;
    if (only === undefined || others.length === 0)
      return { calls: [], ended: [], failed: deliveries.map((delivery) => ({ delivery, error })) };
    const middle = deliveries.length >> 1;
    const [a, b] = [deliveries.slice(0, middle), deliveries.slice(middle)].map((half) => planAll(plan, half));
    return both(a, b);
  }
}

function missingIn({ calls, ended }: Plan, deliveries: readonly Delivery[]): PlannedAll['failed'] {
  const count = calls.reduce((sum, call) => sum + call.deliveries.length, ended.length);
  if (count === deliveries.length) return [];
  const found = new Set([...calls.flatMap((call) => call.deliveries), ...ended.map((end) => end.delivery)]);
  const missing = deliveries.filter((delivery) => !found.has(delivery));
  return missing.map((delivery) => ({ delivery, error: new Error('the plan forgets it') }));
}

const both = (a?: PlannedAll, b?: PlannedAll): PlannedAll => ({
  calls: [...(a?.calls ?? []), ...(b?.calls ?? [])],
  ended: [...(a?.ended ?? []), ...(b?.ended ?? [])],
  failed: [...(a?.failed ?? []), ...(b?.failed ?? [])],
});

/** The call as it would be planned now. Undefined if its deliveries make no single call any more: then they are gathered anew. */
export function callAt(
  { call, plannedAtMs }: Planned,
  { vendor, settings, receiptUrl }: Pick<OpenVendor, 'vendor' | 'settings' | 'receiptUrl'>,
  nowMs: number,
): VendorCall | undefined {
  if (nowMs - plannedAtMs <= PLAN_LASTS_MS) return call;
  const plan = (some: readonly Delivery[]) => vendor.plan(some, settings, nowMs, receiptUrl);
  const { calls, ended, failed } = planAll(plan, call.deliveries);
  return calls.length === 1 && ended.length + failed.length === 0 ? calls[0] : undefined;
}
