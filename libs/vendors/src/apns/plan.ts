// Plans calls. APNs takes one phone per request. A content is written once for all its phones, and each phone gets it once.
import type { NotComposed } from '../shared/content/not-composed';
import { type AtLeastOne, sameContent } from '../shared/content/same-content';
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
import type { ApnsSettings } from './credential';
import { type Composed, compose } from './payload';
import { type ApnsRequest, requestOf } from './request';
import { addressesOf, token } from './token';

export function plan(
  deliveries: readonly Delivery[],
  settings: ApnsSettings,
  nowMs: number,
): Plan<ApnsRequest> {
  const calls: VendorCall<ApnsRequest>[] = [];
  const ended: PlannedEnd[] = [];
  for (const same of sameContent(deliveries)) {
    const written = writtenOnce(same[0], settings, nowMs);
    for (const phone of phonesOf(same, ended)) {
      const addresses = addressesOf(phone[0].token);
      const composed = written(addresses.voip !== undefined);
      if (composed.ok) {
        const requested = (what: Composed) => requestOf(addresses, phone[0], what, settings, nowMs);
        const instead = composed.isCall ? written(false) : undefined;
        const call = instead && { call: instead.ok ? { instead: requested(instead) } : {} };
        calls.push(callOf(phone, { ...requested(composed), ...call }, composed.notes));
      } else {
        const { state, code, detail } = composed;
        ended.push(...phone.map((delivery) => ({ delivery, state, code, detail })));
      }
    }
  }
  return { calls, ended };
}

/** The content for phones with and without a PushKit token, each written when it is first asked for. */
function writtenOnce(delivery: Delivery, settings: ApnsSettings, nowMs: number) {
  const known = new Map<boolean, Composed | NotComposed>();
  return (hasVoip: boolean): Composed | NotComposed => {
    const composed = known.get(hasVoip) ?? compose(delivery, settings, hasVoip, nowMs);
    known.set(hasVoip, composed);
    return composed;
  };
}

/** Groups deliveries by phone, in any case of their tokens. Deliveries with an impossible token end here. */
function phonesOf(deliveries: readonly Delivery[], ended: PlannedEnd[]): Iterable<AtLeastOne<Delivery>> {
  const phones = new Map<string, AtLeastOne<Delivery>>();
  for (const delivery of deliveries) {
    const detail = token.problem(delivery.token);
    if (detail !== undefined) {
      ended.push({ delivery, state: 'refused', code: 'token-form', detail });
      continue;
    }
    const key = delivery.token.toLowerCase();
    const phone = phones.get(key);
    if (phone === undefined) phones.set(key, [delivery]);
    else phone.push(delivery);
  }
  return phones.values();
}

const callOf = (
  deliveries: readonly Delivery[],
  request: ApnsRequest,
  notes: readonly string[],
): VendorCall<ApnsRequest> =>
  notes.length === 0
    ? { deliveries, request }
    : { deliveries, request, notesByDelivery: deliveries.map(() => notes) };
