// Plans the fewest calls. A batch takes a message for each of a thousand phones and is made for private messages; only marketing
// for many goes as a saved notification and a list.
import { batches } from '../shared/content/batches';
import { byContent } from '../shared/content/by-content';
import type { Entry as Named } from '../shared/content/same-content';
import type { Delivery, Plan, VendorCall } from '../vendor';
import { MAX_TARGETS } from './catalog';
import type { OppoSettings } from './credential';
import { compose, type Composed } from './payload';
import {
  type Addressed,
  batchBody,
  broadcastBody,
  bytesInBatch,
  type OppoRequest,
  saveBody,
  unicastBody,
} from './request';
import { isAbroad, token } from './token';

/** Our own bound, that of common form parsers: the sheet knows none. In bytes of the encoded form. */
export const MAX_BODY_BYTES = 2_000_000;
/** The most that we read of a batch's answer, which lists each phone. In bytes. */
export const MAX_ANSWER_BYTES = 400_000;
/** Message id, error and words around each registration ID of an answer. */
const ANSWER_BYTES_PER_TOKEN = 250;
const BOUNDS = [MAX_TARGETS, MAX_BODY_BYTES, MAX_ANSWER_BYTES];
/** From this number of phones on, saving the notification costs less than repeating it for each phone. */
const LIST_FROM_TARGETS = 100;

type Message = Extract<Composed, { ok: true }>;
/** A registration ID of a content. Its first delivery gives the message its id. */
interface Entry extends Named, Addressed {
  readonly message: Message;
}

export function plan(
  deliveries: readonly Delivery[],
  settings: OppoSettings,
  nowMs: number,
  receiptUrl?: string,
): Plan<OppoRequest> {
  const { contents, ended } = byContent(deliveries, token, (first) =>
    compose(first, settings, nowMs, receiptUrl),
  );
  const calls: VendorCall<OppoRequest>[] = [];
  const mixed: Entry[] = [];
  for (const { message, entries: named, isAlone } of contents) {
    const entries = named.map(entryIn(message));
    if (isAlone) calls.push(...entries.map((entry) => messagesCall([entry])));
    else if (isForLists(message, entries)) calls.push(...listCalls(entries));
    else mixed.push(...entries);
  }
  return { calls: [...calls, ...batchCalls(mixed)], ended };
}

const entryIn =
  (message: Message) =>
  (named: Named): Entry => {
    const { targetId } = named.deliveries[0];
    return { ...named, targetId, message, notification: message.notification };
  };

/** Private messages are by definition for one user (sheet 3.3), so a chat never goes as a broadcast, however large its group. */
const isForLists = ({ kind }: Message, entries: readonly Entry[]): boolean =>
  kind.class === 'marketing' && entries.length >= LIST_FROM_TARGETS;

function listCalls(entries: readonly Entry[]): VendorCall<OppoRequest>[] {
  const costOf = ({ token: { length } }: Entry) => [
    1,
    length + '%3B'.length,
    length + ANSWER_BYTES_PER_TOKEN,
  ];
  return grouped(entries, hostOf).flatMap((ofHost) => batches(ofHost, costOf, BOUNDS).map(listCall));
}

function batchCalls(entries: readonly Entry[]): VendorCall<OppoRequest>[] {
  const costOf = (entry: Entry) => [1, bytesInBatch(entry), entry.token.length + ANSWER_BYTES_PER_TOKEN];
  return grouped(entries, classOfCall)
    .flatMap(rounds)
    .flatMap((round) => batches(round, costOf, BOUNDS).map(messagesCall));
}

const hostOf = ({ token: registrationId }: Entry): string => String(isAbroad(registrationId));

/** Separates messages with fields for which OPPO may refuse a whole call from messages without them. */
function classOfCall(entry: Entry): string {
  const { category, notifyLevel, templateId } = entry.message.kind;
  return JSON.stringify([hostOf(entry), category, notifyLevel, templateId]);
}

function grouped(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

/** Results are matched by registration ID, so a call has each once, and a phone's second message goes in a second call. */
function rounds(entries: readonly Entry[]): Entry[][] {
  const seen = new Map<string, number>();
  const all: Entry[][] = [];
  for (const entry of entries) {
    const round = seen.get(entry.token) ?? 0;
    seen.set(entry.token, round + 1);
    (all[round] ??= []).push(entry);
  }
  return all;
}

function messagesCall(entries: readonly Entry[]): VendorCall<OppoRequest> {
  const [first] = entries;
  const isOne = entries.length === 1 && first !== undefined;
  return callOf(entries, (sending) =>
    isOne
      ? { ...sending, step: 'unicast', body: unicastBody(first) }
      : { ...sending, step: 'batch', body: batchBody(entries) },
  );
}

function listCall(entries: readonly Entry[]): VendorCall<OppoRequest> {
  return callOf(entries, (sending, { notification, deliveries: [{ messageKey }] }) => ({
    ...sending,
    step: 'broadcast',
    saveBody: saveBody(notification, messageKey),
    body: broadcastBody(entries.map((entry) => entry.token)),
  }));
}

type Sending = Pick<OppoRequest, 'class' | 'isUsual' | 'isUsualClass' | 'isAbroad'>;

function callOf(
  entries: readonly Entry[],
  requestOf: (sending: Sending, first: Entry) => OppoRequest,
): VendorCall<OppoRequest> {
  const [first] = entries;
  if (first === undefined) throw new Error('a call without a message');
  const { class: messageClass, isUsual, isUsualClass } = first.message.kind;
  const notes = entries.flatMap(({ message, deliveries }) => deliveries.map(() => message.notes));
  return {
    deliveries: entries.flatMap(({ deliveries }) => deliveries),
    request: requestOf(
      { class: messageClass, isUsual, isUsualClass, isAbroad: isAbroad(first.token) },
      first,
    ),
    ...(notes.some((list) => list.length > 0) && { notesByDelivery: notes }),
  };
}
