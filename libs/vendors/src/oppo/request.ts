// Makes the encoded forms that are sent, in OPPO's three shapes: one message to one phone, a
// message per phone, and a saved notification for a list of phones. The access token is added by the client.
import type { MessageClass } from './category';
import type { Kind } from './options';
import type { OppoNotification } from './payload';

/** The part of a request that is needed to read its answer. */
interface Sending extends Pick<Kind, 'isUsual' | 'isUsualClass'> {
  readonly class: MessageClass;
  /** For the host outside mainland China. */
  readonly isAbroad: boolean;
}

/** `application/x-www-form-urlencoded`, UTF-8. */
interface MessagesRequest extends Sending {
  readonly step: 'unicast' | 'batch';
  readonly body: string;
}

export interface BroadcastRequest extends Sending {
  readonly step: 'broadcast';
  /** The notification to save first. */
  readonly saveBody: string;
  /** The list, without the `message_id` that saving gives. */
  readonly body: string;
}

export type OppoRequest = MessagesRequest | BroadcastRequest;

export interface Addressed {
  readonly token: string;
  readonly notification: OppoNotification;
  /** OPPO sends the same id to the same phone only once, whatever call it comes in (sheet 3.4, `app_message_id`). */
  readonly targetId: string;
}

/** `target_type` of a registration ID, in both forms. */
const REGISTRATION_ID = 2;
const COMMA = '%2C';

export const unicastBody = (addressed: Addressed): string => `message=${elementOf(addressed)}`;

/** The encoded form of a JSON array, in pieces that are measured before they are packed. */
export const batchBody = (addressed: readonly Addressed[]): string =>
  `messages=${encode('[')}${addressed.map(elementOf).join(COMMA)}${encode(']')}`;

/** Bytes that one more message adds to a batch. */
export const bytesInBatch = (addressed: Addressed): number => elementOf(addressed).length + COMMA.length;

/**
 * Flat fields, with objects as JSON. `app_message_id` is left out: OPPO stores only one saved message under it, and would answer with the
 * one stored before, maybe on another day.
 */
export function saveBody(notification: OppoNotification, parameter: string): string {
  const fields = { ...notification, ...(notification.call_back_url && { call_back_parameter: parameter }) };
  return Object.entries(fields)
    .map(
      ([name, value]) =>
        `${name}=${encode(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
    )
    .join('&');
}

export const broadcastBody = (tokens: readonly string[]): string =>
  `target_type=${REGISTRATION_ID}&target_value=${tokens.join('%3B')}`;

/** With `verify_registration_id` a phone under another account, or a clone, does not show the message. */
const BEGIN = encode(`{"target_type":${REGISTRATION_ID},"verify_registration_id":true,"target_value":`);
const ID = encode(',"notification":{"app_message_id":');
const PARAMETER = encode(',"call_back_parameter":');
const END = encode('}}');

function elementOf({ token, targetId, notification }: Addressed): string {
  const id = encode(JSON.stringify(targetId));
  const parameter = notification.call_back_url ? PARAMETER + id : '';
  return BEGIN + encode(JSON.stringify(token)) + ID + id + parameter + COMMA + restOf(notification) + END;
}

/** The fields between the braces, encoded once for all phones of a notification. */
const encodedRests = new WeakMap<OppoNotification, string>();

function restOf(notification: OppoNotification): string {
  const known = encodedRests.get(notification);
  if (known !== undefined) return known;
  const encoded = encode(JSON.stringify(notification).slice(1, -1));
  encodedRests.set(notification, encoded);
  return encoded;
}

/** As the form encoder of OPPO's own client: a blank is a plus sign. Half a surrogate pair cannot be encoded and is replaced. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
