// Deliveries → calls. FCM takes one message for one phone in a request; that a phone is asked for twice is all there is to gather.
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
import type { FcmSettings } from './credential';
import { compose } from './payload';
import { token } from './token';

export interface FcmRequest {
  /** JSON, UTF-8. */
  readonly body: string;
}

export function plan(
  deliveries: readonly Delivery[],
  settings: FcmSettings,
  nowMs: number,
): Plan<FcmRequest> {
  const calls: VendorCall<FcmRequest>[] = [];
  const ended: PlannedEnd[] = [];
  for (const same of samePhone(deliveries)) {
    const planned = planOne(same, settings, nowMs);
    if ('request' in planned) calls.push(planned);
    else ended.push(...same.map((delivery) => ({ delivery, ...planned })));
  }
  return { calls, ended };
}

type AtLeastOne<T> = [T, ...T[]];

/** One message to one token until one time is one ring, whoever asked for it. */
function samePhone(deliveries: readonly Delivery[]): AtLeastOne<Delivery>[] {
  const groups = new Map<string, AtLeastOne<Delivery>[]>();
  for (const delivery of deliveries) {
    const key = `${delivery.messageKey} ${delivery.token}`;
    const known = groups.get(key);
    if (known === undefined) {
      groups.set(key, [[delivery]]);
      continue;
    }
    const group = known.find(([first]) => isSame(first, delivery));
    if (group === undefined) known.push([delivery]);
    else group.push(delivery);
  }
  return [...groups.values()].flat();
}

const isSame = (one: Delivery, other: Delivery): boolean =>
  one.expiresAtMs === other.expiresAtMs &&
  (one.content === other.content || JSON.stringify(one.content) === JSON.stringify(other.content));

function planOne(
  same: AtLeastOne<Delivery>,
  settings: FcmSettings,
  nowMs: number,
): VendorCall<FcmRequest> | Omit<PlannedEnd, 'delivery'> {
  const [first] = same;
  const problem = token.problem(first.token);
  if (problem !== undefined) return { state: 'refused', code: 'token-form', detail: problem };
  const composed = compose(first, settings, nowMs);
  if (!composed.ok) {
    const { state, code, detail } = composed;
    return { state, code, detail };
  }
  const address = settings.target === 'fid' ? { fid: first.token } : { token: first.token };
  const body = JSON.stringify({ message: { ...address, ...composed.message } });
  const { notes } = composed;
  return {
    deliveries: same,
    request: { body },
    ...(notes.length > 0 && { notesByDelivery: same.map(() => notes) }),
  };
}
