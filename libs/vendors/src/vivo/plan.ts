// Plans the fewest calls. vivo has lists for one content and no batch of several contents, so all others need a call per phone.
import { batches } from '../shared/content/batches';
import { byContent, type Content } from '../shared/content/by-content';
import type { Entry } from '../shared/content/same-content';
import type { Delivery, Plan, VendorCall } from '../vendor';
import { MAX_TARGETS } from './catalog';
import type { VivoSettings } from './credential';
import { compose, type Composed } from './payload';
import { listIdOf, receiptExtra, type VivoRequest } from './request';
import { token } from './token';

/** A list costs two requests and one of the daily saved messages (10252). Two phones cost two requests without a list. */
const LIST_FROM_TARGETS = 3;
/** The most that we read of an answer, which may list every token as invalid: a thousand tokens of 175 characters. In bytes. */
export const MAX_ANSWER_BYTES = 200_000;
/** The rest of such an answer. */
const ANSWER_BYTES = 500;
/** `{"status":1,"userid":""},` around each of them. */
const ANSWER_BYTES_PER_TOKEN = 25;

type Message = Extract<Composed, { ok: true }>;

export function plan(
  deliveries: readonly Delivery[],
  settings: VivoSettings,
  nowMs: number,
  receiptUrl?: string,
): Plan<VivoRequest> {
  const { contents, ended } = byContent(deliveries, token, (first) => compose(first, settings, nowMs));
  return { calls: contents.flatMap((content) => callsFor(content, settings, receiptUrl)), ended };
}

/** Lists of vivo's full width. Too few phones for a list, and deliveries that must go alone, go phone by phone. */
function callsFor(
  { message, entries, isAlone }: Content<Message>,
  settings: VivoSettings,
  receiptUrl: string | undefined,
): VendorCall<VivoRequest>[] {
  const lists = isAlone
    ? entries.map((entry) => [entry])
    : batches(entries, costOf, [MAX_TARGETS, MAX_ANSWER_BYTES - ANSWER_BYTES]);
  return lists.flatMap((list) =>
    list.length < LIST_FROM_TARGETS
      ? list.map((entry) => singleCall(message, entry, settings, receiptUrl))
      : [listCall(message, list, settings)],
  );
}

const costOf = (entry: Entry): number[] => [1, entry.token.length + ANSWER_BYTES_PER_TOKEN];

function singleCall(
  message: Message,
  { token: regId, deliveries }: Entry,
  settings: VivoSettings,
  receiptUrl: string | undefined,
): VendorCall<VivoRequest> {
  const { targetId } = deliveries[0];
  const extra = receiptExtra(settings, 'single', targetId, receiptUrl);
  const { message: fields, isUsualClass } = message;
  const request = {
    kind: 'single',
    message: fields,
    extra,
    isUsualClass,
    regId,
    requestId: targetId,
  } as const;
  return { deliveries, request, ...notesFor(message, deliveries) };
}

function listCall(
  message: Message,
  entries: readonly Entry[],
  settings: VivoSettings,
): VendorCall<VivoRequest> {
  const deliveries = entries.flatMap((entry) => entry.deliveries);
  const regIds = entries.map((entry) => entry.token);
  const messageKey = deliveries[0]?.messageKey ?? '';
  const request = {
    kind: 'list',
    message: message.message,
    extra: receiptExtra(settings, 'list', messageKey),
    isUsualClass: message.isUsualClass,
    regIds,
    requestId: messageKey,
    listId: listIdOf(messageKey, regIds),
  } as const;
  return { deliveries, request, ...notesFor(message, deliveries) };
}

const notesFor = ({ notes }: Message, deliveries: readonly Delivery[]) =>
  notes.length > 0 ? { notesByDelivery: deliveries.map(() => notes) } : {};
