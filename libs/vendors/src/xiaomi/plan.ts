// Plans the fewest calls. Xiaomi's rate limit counts requests, not phones, so only wide requests are fast.
import { batches } from '../shared/content/batches';
import { byContent, type Content as ContentOf } from '../shared/content/by-content';
import type { Entry } from '../shared/content/same-content';
import type { Delivery, Plan, VendorCall } from '../vendor';
import { MAX_TARGETS } from './catalog';
import type { XiaomiSettings } from './credential';
import { compose, type Composed } from './payload';
import { type Addressed, bytesInList, bytesInMulti, Content, requestOf, type XiaomiRequest } from './request';
import { token } from './token';

/** Our own bound: the pages name none for a request. In bytes of the encoded form. */
export const MAX_BODY_BYTES = 2_000_000;
/** In characters, with a comma for each token. An answer may list every token as bad, and we read 64 KB of it. */
const MAX_TOKEN_CHARACTERS = 65_000;
/** From this number of phones on, a separate request costs less than repeating the content for each phone. */
export const LIST_FROM_TARGETS = 100;
const BOUNDS = [MAX_TARGETS, MAX_BODY_BYTES, MAX_TOKEN_CHARACTERS];

/** A token of a content, with its deliveries. */
interface Sent extends Addressed, Entry {
  readonly notes: readonly string[];
}

/** One content and its tokens. */
interface Group {
  readonly isAlone: boolean;
  readonly sent: readonly Sent[];
}

export function plan(
  deliveries: readonly Delivery[],
  settings: XiaomiSettings,
  nowMs: number,
  receiptUrl?: string,
): Plan<XiaomiRequest> {
  const { contents, ended } = byContent(deliveries, token, (first) =>
    compose(first, settings, nowMs, receiptUrl),
  );
  const groups = contents.filter(({ entries }) => entries.length > 0).map(groupOf);
  return { calls: callsFor(groups), ended };
}

function groupOf({
  message: { message, notes },
  entries,
  isAlone,
}: ContentOf<Extract<Composed, { ok: true }>>): Group {
  const content = new Content(message);
  return { isAlone, sent: entries.map((entry) => ({ ...entry, content, notes })) };
}

/** Contents for many phones and single ones go as lists. Others share a request if they have the same channel and template. */
function callsFor(groups: readonly Group[]): VendorCall<XiaomiRequest>[] {
  const isList = ({ sent, isAlone }: Group) => isAlone || sent.length >= LIST_FROM_TARGETS;
  const lists = groups.filter(isList).map(({ sent }) => sent);
  const mixed = groups.filter((group) => !isList(group)).flatMap(({ sent }) => sent);
  return [...lists, ...byClass(mixed)].flatMap(callsOf);
}

/** Requests are separated by channel, because Xiaomi refuses a whole request for an unknown channel. */
function byClass(all: readonly Sent[]): Sent[][] {
  const classes = new Map<string, Sent[]>();
  for (const sent of all) {
    const { channel_id = '', template_id = '' } = sent.content.message.extra;
    const key = `${channel_id}/${template_id}`;
    const known = classes.get(key);
    if (known === undefined) classes.set(key, [sent]);
    else known.push(sent);
  }
  return [...classes.values()];
}

/** Messages of one class → calls within the bounds. A call with a single content takes the list form. */
function callsOf(all: readonly Sent[]): VendorCall<XiaomiRequest>[] {
  const isOneContent = all.every(({ content }) => content === all[0]?.content);
  const bytesOf = isOneContent ? bytesInList : bytesInMulti;
  return batches(all, (sent) => [1, bytesOf(sent), sent.token.length + 1], BOUNDS).map(callOf);
}

function callOf(all: readonly Sent[]): VendorCall<XiaomiRequest> {
  const notes = all.flatMap(({ notes: own, deliveries }) => deliveries.map(() => own));
  return {
    deliveries: all.flatMap(({ deliveries }) => deliveries),
    request: requestOf(all),
    ...(notes.some((list) => list.length > 0) && { notesByDelivery: notes }),
  };
}
