// Plans calls. FCM takes one message for one phone per request; only deliveries to the same phone share one.
import { type Entry, entriesOf, sameContent } from '../shared/content/same-content';
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
import type { FcmSettings } from './credential';
import { compose } from './payload';
import { token } from './token';

export interface FcmRequest {
  /** JSON, UTF-8. */
  readonly body: string;
}

/** A message that can be sent to nobody ends for all who get it. */
type Unsendable = Omit<PlannedEnd, 'delivery'>;

export function plan(
  deliveries: readonly Delivery[],
  settings: FcmSettings,
  nowMs: number,
): Plan<FcmRequest> {
  const calls: VendorCall<FcmRequest>[] = [];
  const ended: PlannedEnd[] = [];
  for (const same of sameContent(deliveries)) {
    const { entries, impossible } = entriesOf(same, token);
    ended.push(...impossible);
    for (const entry of entries) {
      const planned = planOne(entry, settings, nowMs);
      if ('request' in planned) calls.push(planned);
      else ended.push(...entry.deliveries.map((delivery) => ({ delivery, ...planned })));
    }
  }
  return { calls, ended };
}

function planOne(entry: Entry, settings: FcmSettings, nowMs: number): VendorCall<FcmRequest> | Unsendable {
  const composed = compose(entry.deliveries[0], settings, nowMs);
  if (!composed.ok) {
    const { state, code, detail } = composed;
    return { state, code, detail };
  }
  const { message, notes } = composed;
  const address = settings.target === 'fid' ? { fid: entry.token } : { token: entry.token };
  return {
    deliveries: entry.deliveries,
    request: { body: JSON.stringify({ message: { ...address, ...message } }) },
    ...(notes.length > 0 && { notesByDelivery: entry.deliveries.map(() => notes) }),
  };
}
