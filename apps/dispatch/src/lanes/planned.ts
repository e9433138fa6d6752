// A plan tells the vendor how long it may keep a push, counted from the plan. A call that waited for its turn is planned anew. Pure.
import type { VendorCall } from '@offline-push/vendors';
import type { OpenVendor } from './call.worker';

/** Vendors count in seconds, so a younger plan is as good as new. In ms. */
const PLAN_LASTS_MS = 500;

export interface Planned {
  call: VendorCall;
  plannedAtMs: number;
}

/** The call as it would be planned now. Undefined: its deliveries are no single call any more, and have to be gathered anew. */
export function callAt(
  { call, plannedAtMs }: Planned,
  { vendor, settings, receiptUrl }: Pick<OpenVendor, 'vendor' | 'settings' | 'receiptUrl'>,
  nowMs: number,
): VendorCall | undefined {
  if (nowMs - plannedAtMs <= PLAN_LASTS_MS) return call;
  const { calls, ended } = vendor.plan(call.deliveries, settings, nowMs, receiptUrl);
  return calls.length === 1 && ended.length === 0 ? calls[0] : undefined;
}
