// Deliveries → the fewest calls. A request carries one content for up to a thousand tokens; different messages never share one.
import { batches } from '../shared/batches';
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
import type { HuaweiSettings } from './credential';
import { compose, type Made } from './payload';
import type { HuaweiRequest } from './request';
import { token } from './token';

/** Sheet, 5. */
export const MAX_TOKENS = 1000;
/** Sheet, 3.3: tokens of a test message on v3; v1 has no such bound and keeps to it. */
export const MAX_TEST_TOKENS = 10;
/** An answer may name every token as bad, quoted twice over. In characters, with what stands around each token. */
export const MAX_TOKEN_CHARACTERS = 240_000;
/** `\"` on both sides and a comma. */
const AROUND_A_TOKEN = 5;

/** A token of a content, named once, whoever asked for it how often: Huawei shows a message as often as a token is named. */
interface Entry {
  readonly token: string;
  readonly deliveries: Delivery[];
}

export function plan(
  deliveries: readonly Delivery[],
  settings: HuaweiSettings,
  nowMs: number,
): Plan<HuaweiRequest> {
  const ended: PlannedEnd[] = [];
  const calls: VendorCall<HuaweiRequest>[] = [];
  for (const same of sameContent(deliveries)) {
    const composed = compose(same[0], settings, nowMs);
    if (composed.ok) {
      const entries = entriesOf(same, ended);
      calls.push(...callsOf(entries, composed));
    } else {
      const { state, code, detail } = composed;
      ended.push(...same.map((delivery) => ({ delivery, state, code, detail })));
    }
  }
  return { calls, ended };
}

type AtLeastOne<T> = [T, ...T[]];

/** Groups what shows the same until the same time. Equal objects are the rule, equal JSON the exception. */
function sameContent(deliveries: readonly Delivery[]): AtLeastOne<Delivery>[] {
  const byKey = new Map<string, AtLeastOne<Delivery>[]>();
  for (const delivery of deliveries) {
    // A lonely delivery shares its call with nobody, not even with those who get the same.
    const key = delivery.alone === true ? `${delivery.messageKey} ${delivery.token}` : delivery.messageKey;
    const groups = byKey.get(key) ?? [];
    if (groups.length === 0) byKey.set(key, groups);
    const group = groups.find(([first]) => isSame(first, delivery));
    if (group === undefined) groups.push([delivery]);
    else group.push(delivery);
  }
  return [...byKey.values()].flat();
}

const isSame = (one: Delivery, other: Delivery): boolean =>
  one.expiresAtMs === other.expiresAtMs &&
  (one.content === other.content || JSON.stringify(one.content) === JSON.stringify(other.content));

/** Who brings an impossible token ends here. */
function entriesOf(deliveries: readonly Delivery[], ended: PlannedEnd[]): Entry[] {
  const byToken = new Map<string, Entry>();
  for (const delivery of deliveries) {
    const detail = token.problem(delivery.token);
    const entry = byToken.get(delivery.token);
    if (detail !== undefined) ended.push({ delivery, state: 'refused', code: 'token-form', detail });
    else if (entry !== undefined) entry.deliveries.push(delivery);
    else byToken.set(delivery.token, { token: delivery.token, deliveries: [delivery] });
  }
  return [...byToken.values()];
}

function callsOf(entries: readonly Entry[], { message, notes }: Made): VendorCall<HuaweiRequest>[] {
  const bounds = [isTest(message) ? MAX_TEST_TOKENS : MAX_TOKENS, MAX_TOKEN_CHARACTERS];
  const costOf = (entry: Entry) => [1, entry.token.length + AROUND_A_TOKEN];
  return batches(entries, costOf, bounds).map((batch) => {
    const deliveries = batch.flatMap((entry) => entry.deliveries);
    return {
      deliveries,
      request: { ...message, tokens: batch.map((entry) => entry.token) },
      ...(notes.length > 0 && { notesByDelivery: deliveries.map(() => notes) }),
    };
  });
}

const isTest = ({ api, message }: Made['message']): boolean =>
  api === 'v3' && message.pushOptions.testMessage === true;
