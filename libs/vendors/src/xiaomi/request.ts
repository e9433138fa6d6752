// Makes the encoded form that is sent, in Xiaomi's two shapes: one content for a list of tokens, or a
// message per token.
import type { XiaomiMessage } from './payload';

export interface XiaomiRequest {
  readonly path: '/v3/message/regid' | '/v2/multi_messages/regids';
  /** `application/x-www-form-urlencoded`, UTF-8. */
  readonly body: string;
  /** The number of different messages. With one, a refusal is about that one. */
  readonly messages: number;
  /** The channel that all of them use. */
  readonly channel: string | undefined;
}

/** A message with its form in JSON, encoded once for the measure, the body and every further token. */
export class Content {
  private known: string | undefined;

  constructor(readonly message: XiaomiMessage) {}

  get encoded(): string {
    return (this.known ??= encode(JSON.stringify(this.message)));
  }
}

export interface Addressed {
  readonly token: string;
  readonly content: Content;
}

const COMMA = '%2C';

/** Several tokens of one message as a list, else as many messages. Never empty. */
export function requestOf(addressed: readonly Addressed[]): XiaomiRequest {
  const contents = new Set(addressed.map(({ content }) => content));
  const [first] = contents;
  if (first === undefined) throw new Error('a request without a message');
  const channel = first.message.extra['channel_id'];
  return contents.size === 1
    ? { path: '/v3/message/regid', body: listBody(first.message, addressed), messages: 1, channel }
    : { path: '/v2/multi_messages/regids', body: multiBody(addressed), messages: contents.size, channel };
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

/** The encoded form of a JSON array, in pieces that are measured before they are packed. `time_to_send=0` means now. */
const multiBody = (addressed: readonly Addressed[]): string =>
  `messages=${encode('[')}${addressed.map(entryOf).join(COMMA)}${encode(']')}&time_to_send=0`;

const ENTRY_BEGIN = encode('{"target":');
const ENTRY_MIDDLE = encode(',"message":');
const ENTRY_END = encode('}');

const entryOf = ({ token, content }: Addressed): string =>
  ENTRY_BEGIN + encode(JSON.stringify(token)) + ENTRY_MIDDLE + content.encoded + ENTRY_END;

const ENTRY_FRAME = ENTRY_BEGIN.length + ENTRY_MIDDLE.length + ENTRY_END.length + COMMA.length;

/** Bytes that one more token adds to a list, or one more entry to a multi-message request. */
export const bytesInList = ({ token }: Addressed): number => encode(token).length + COMMA.length;
export const bytesInMulti = ({ token, content }: Addressed): number =>
  encode(JSON.stringify(token)).length + content.encoded.length + ENTRY_FRAME;

/** As the form encoder of Xiaomi's own client: a blank is a plus sign. Half a surrogate pair cannot be encoded and is replaced. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
