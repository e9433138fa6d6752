// Messages and tokens → the encoded form that goes over the wire, in Xiaomi's two shapes: one content for a list of tokens, or a
// message per token.
import type { XiaomiMessage } from './payload';

export interface XiaomiRequest {
  readonly path: '/v3/message/regid' | '/v2/multi_messages/regids';
  /** `application/x-www-form-urlencoded`, UTF-8. */
  readonly body: string;
  /** How many different messages are in it: with one, a refusal has found its culprit. */
  readonly messages: number;
  /** The channel that all of them use. */
  readonly channel: string | undefined;
}

export interface Addressed {
  readonly token: string;
  readonly message: XiaomiMessage;
}

const COMMA = '%2C';

/** Several tokens of one message as a list, else as many messages. Never empty. */
export function requestOf(addressed: readonly Addressed[]): XiaomiRequest {
  const messages = new Set(addressed.map(({ message }) => message));
  const [first] = messages;
  if (first === undefined) throw new Error('a request without a message');
  const channel = first.extra['channel_id'];
  return messages.size === 1
    ? { path: '/v3/message/regid', body: listBody(first, addressed), messages: 1, channel }
    : { path: '/v2/multi_messages/regids', body: multiBody(addressed), messages: messages.size, channel };
}

function listBody(message: XiaomiMessage, addressed: readonly Addressed[]): string {
  const { extra, ...fields } = message;
  const pairs = [
    ...Object.entries(fields),
    ...Object.entries(extra).map(([name, value]) => [`extra.${name}`, value] as const),
  ];
  const tokens = addressed.map(({ token }) => encode(token)).join(COMMA);
  return [
    `registration_id=${tokens}`,
    ...pairs.map(([name, value]) => `${encode(name)}=${encode(String(value))}`),
  ].join('&');
}

/** The encoded form of a JSON array, piece by piece: the pieces are measured before they are packed. `time_to_send=0` means now. */
const multiBody = (addressed: readonly Addressed[]): string =>
  `messages=${encode('[')}${addressed.map(entryOf).join(COMMA)}${encode(']')}&time_to_send=0`;

const ENTRY_BEGIN = encode('{"target":');
const ENTRY_MIDDLE = encode(',"message":');
const ENTRY_END = encode('}');

const entryOf = ({ token, message }: Addressed): string =>
  ENTRY_BEGIN + encode(JSON.stringify(token)) + ENTRY_MIDDLE + encodedMessage(message) + ENTRY_END;

/** Encoded once, used for the measure, the body and every further token. */
const encodedMessages = new WeakMap<XiaomiMessage, string>();

function encodedMessage(message: XiaomiMessage): string {
  const known = encodedMessages.get(message);
  if (known !== undefined) return known;
  const encoded = encode(JSON.stringify(message));
  encodedMessages.set(message, encoded);
  return encoded;
}

/** Bytes that one more token adds to a list, or one more entry to a multi-message request. */
export const bytesInList = ({ token }: Addressed): number => encode(token).length + COMMA.length;
export const bytesInMulti = (addressed: Addressed): number => entryOf(addressed).length + COMMA.length;

/** As the form encoder of Xiaomi's own client: a blank is a plus sign. Half a surrogate pair cannot be encoded and is replaced. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
