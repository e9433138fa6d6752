// Deliveries → the fewest calls. Xiaomi's rate limit counts requests, not phones, so the width of a request is all the speed there is.
import { batches } from '../shared/batches';
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
import type { XiaomiSettings } from './credential';
import { compose, type XiaomiMessage } from './payload';
import { bytesInList, bytesInMulti, requestOf, type XiaomiRequest } from './request';
import { token } from './token';

/** Targets of one request, in either form. */
export const MAX_TARGETS = 1000;
/** Our own bound: the pages name none for a request. In bytes of the encoded form. */
export const MAX_BODY_BYTES = 2_000_000;
/** An answer may name every token as bad, and we read 64 KB of it. In characters, a comma for each token. */
export const MAX_TOKEN_CHARACTERS = 65_000;
/** From here on repeating a content for each phone costs more than a request of its own. */
export const LIST_FROM_TARGETS = 100;
const BOUNDS = [MAX_TARGETS, MAX_BODY_BYTES, MAX_TOKEN_CHARACTERS];

/** One content and those who get it. */
interface Content {
  readonly message: XiaomiMessage;
  readonly notes: readonly string[];
  readonly isAlone: boolean;
  readonly entries: Entry[];
}

/** A token of a content, named once, whoever asked for it how often. */
interface Entry {
  readonly token: string;
  readonly message: XiaomiMessage;
  readonly deliveries: Delivery[];
  readonly content: Content;
}

export function plan(
  deliveries: readonly Delivery[],
  settings: XiaomiSettings,
  nowMs: number,
  receiptUrl?: string,
): Plan<XiaomiRequest> {
  const ended: PlannedEnd[] = [];
  const contents: Content[] = [];
  for (const same of sameContent(deliveries)) {
    const composed = compose(same[0], settings, nowMs, receiptUrl);
    if (composed.ok) {
      const { message, notes } = composed;
      const content = { message, notes, isAlone: same[0].alone === true, entries: [] };
      ended.push(...enter(content, same));
      contents.push(content);
    } else {
      const { state, code, detail } = composed;
      ended.push(...same.map((delivery) => ({ delivery, state, code, detail })));
    }
  }
  return { calls: callsFor(contents.filter(({ entries }) => entries.length > 0)), ended };
}

type AtLeastOne<T> = [T, ...T[]];

/** Groups what shows the same until the same time. Equal objects are the rule, equal JSON the exception. */
function sameContent(deliveries: readonly Delivery[]): AtLeastOne<Delivery>[] {
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

/** Gives a content its entries; who brings an impossible token ends here. */
function enter(content: Content, deliveries: readonly Delivery[]): PlannedEnd[] {
  const byToken = new Map<string, Entry>();
  const ended: PlannedEnd[] = [];
  for (const delivery of deliveries) {
    const detail = token.problem(delivery.token);
    const entry = byToken.get(delivery.token);
    if (detail !== undefined) ended.push({ delivery, state: 'refused', code: 'token-form', detail });
    else if (entry !== undefined) entry.deliveries.push(delivery);
    else byToken.set(delivery.token, entryFor(delivery, content));
  }
  content.entries.push(...byToken.values());
  return ended;
}

const entryFor = (delivery: Delivery, content: Content): Entry => ({
  token: delivery.token,
  message: content.message,
  deliveries: [delivery],
  content,
});

/** Wide contents and lonely ones as lists; the others together, as long as they share a channel and a template. */
function callsFor(contents: readonly Content[]): VendorCall<XiaomiRequest>[] {
  const isList = ({ entries, isAlone }: Content) => isAlone || entries.length >= LIST_FROM_TARGETS;
  const lists = contents.filter(isList).map(({ entries }) => entries);
  const mixed = contents.filter((content) => !isList(content)).flatMap(({ entries }) => entries);
  return [...lists, ...byClass(mixed)].flatMap(callsOf);
}

/** Xiaomi refuses a whole request for a channel it does not know, so a wrong one must not meet the others. */
function byClass(entries: readonly Entry[]): Entry[][] {
  const classes = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { channel_id = '', template_id = '' } = entry.message.extra;
    const key = `${channel_id}/${template_id}`;
    const known = classes.get(key);
    if (known === undefined) classes.set(key, [entry]);
    else known.push(entry);
  }
  return [...classes.values()];
}

/** Entries of one class → calls within the bounds; what turns out to be one content takes the list form. */
function callsOf(entries: readonly Entry[]): VendorCall<XiaomiRequest>[] {
  const isOneContent = entries.every(({ message }) => message === entries[0]?.message);
  const bytesOf = isOneContent ? bytesInList : bytesInMulti;
  return batches(entries, (entry) => [1, bytesOf(entry), entry.token.length + 1], BOUNDS).map(callOf);
}

function callOf(entries: readonly Entry[]): VendorCall<XiaomiRequest> {
  const deliveries = entries.flatMap((entry) => entry.deliveries);
  const notes = entries.flatMap(({ content, deliveries: same }) => same.map(() => content.notes));
  return {
    deliveries,
    request: requestOf(entries),
    ...(notes.some((list) => list.length > 0) && { notesByDelivery: notes }),
  };
}
