// Groups deliveries that one request can serve: the same content with the same expiry, and each token once.
import type { Delivery, PlannedEnd, TokenForm } from '../../vendor';

export type AtLeastOne<T> = [T, ...T[]];

/** A token of a content, once, with all deliveries to it. */
export interface Entry {
  readonly token: string;
  readonly deliveries: AtLeastOne<Delivery>;
}

/** Groups deliveries with the same content and expiry, in the order of the first. Contents that are no same object compare as JSON. */
export function sameContent(deliveries: readonly Delivery[]): AtLeastOne<Delivery>[] {
  const byKey = new Map<string, AtLeastOne<Delivery>[]>();
  for (const delivery of deliveries) {
    const groups = byKey.get(delivery.messageKey) ?? [];
    if (groups.length === 0) byKey.set(delivery.messageKey, groups);
    const group = groups.find(([first]) => isSame(first, delivery));
    if (group === undefined) groups.push([delivery]);
    else group.push(delivery);
  }
  return [...byKey.values()].flat();
}

const isSame = (one: Delivery, other: Delivery): boolean =>
  one.expiresAtMs === other.expiresAtMs &&
  (one.alone === true) === (other.alone === true) &&
  (one.content === other.content || JSON.stringify(one.content) === JSON.stringify(other.content));

/** The tokens of a group. Deliveries with an impossible token end here, with the rule that it breaks. */
export function entriesOf(
  deliveries: readonly Delivery[],
  form: TokenForm,
): { entries: Entry[]; impossible: PlannedEnd[] } {
  const byToken = new Map<string, Entry>();
  const impossible: PlannedEnd[] = [];
  for (const delivery of deliveries) {
    const detail = form.problem(delivery.token);
    const entry = byToken.get(delivery.token);
    if (detail !== undefined) impossible.push({ delivery, state: 'refused', code: 'token-form', detail });
    else if (entry !== undefined) entry.deliveries.push(delivery);
    else byToken.set(delivery.token, { token: delivery.token, deliveries: [delivery] });
  }
  return { entries: [...byToken.values()], impossible };
}
