// Reads messages of the formats before Kafka 0.11 (magic 0 and 1), which brokers may still have in old segments. A compressed message holds
// others in its value. https://kafka.apache.org/documentation/#messageset
import { crc32 } from '@node-rs/crc32';
import { inflate } from './inflate';
import type { FetchedMessage } from './message';
import { type Limits, NotDecodable } from './not-decodable';

/** Places in a message, with its offset and size in front. */
const AT = { crc: 12, magic: 16, attributes: 17, timestamp: 18 };
/** An offset, a size, a checksum, a magic, attributes, two empty fields. */
export const OLD_MESSAGE_BYTES = 26;

export const isWholeMessage = (bytes: Buffer): boolean =>
  crc32(bytes.subarray(AT.magic)) >>> 0 === bytes.readUInt32BE(AT.crc);

/** Rejects with `NotDecodable`. */
export async function messagesOf(
  bytes: Buffer,
  limits: Limits,
): Promise<{ messages: FetchedMessage[]; sizeBytes: number }> {
  const outer = messageOf(bytes);
  const codec = outer.attributes & 0x07;
  if (codec === 0) return { messages: [outer], sizeBytes: bytes.length };
  const plain = await inflate(codec, outer.value ?? Buffer.alloc(0), limits.maxInflatedBytes);
  const inner = [...entriesOf(plain)];
  if (inner.length > limits.maxRecords)
    throw new NotDecodable(`it has ${inner.length} messages, ${limits.maxRecords} are the most`);
  return { messages: placed(outer, inner, bytes[AT.magic] === 1), sizeBytes: plain.length };
}

/** With magic 1 the inner offsets count from 0, and the outer offset is that of the last inner message. */
function placed(outer: FetchedMessage, inner: FetchedMessage[], isRelative: boolean): FetchedMessage[] {
  const last = inner.at(-1);
  if (!isRelative || last === undefined) return inner;
  const shift = BigInt(outer.offset) - BigInt(last.offset);
  const hasAppendTime = (outer.attributes & 0x08) !== 0;
  return inner.map((message) => ({
    ...message,
    offset: String(BigInt(message.offset) + shift),
    ...(hasAppendTime && { timestamp: outer.timestamp }),
  }));
}

function* entriesOf(bytes: Buffer): Generator<FetchedMessage> {
  for (let at = 0; at < bytes.length; ) {
    const size = at + 12 <= bytes.length ? bytes.readInt32BE(at + 8) : -1;
    const end = at + 12 + size;
    if (size < 0 || end > bytes.length) throw new NotDecodable('its inner messages are cut short');
    yield messageOf(bytes.subarray(at, end));
    at = end;
  }
}

function messageOf(bytes: Buffer): FetchedMessage {
  if (bytes.length < OLD_MESSAGE_BYTES) throw new NotDecodable('a message is cut short');
  const hasTime = bytes[AT.magic] === 1;
  const key = fieldAt(bytes, hasTime ? AT.timestamp + 8 : AT.timestamp);
  return {
    offset: String(bytes.readBigInt64BE(0)),
    timestamp: hasTime ? String(bytes.readBigInt64BE(AT.timestamp)) : '-1',
    key: key.field,
    value: fieldAt(bytes, key.end).field,
    headers: {},
    attributes: bytes[AT.attributes] as number,
    isControlRecord: false,
  };
}

function fieldAt(bytes: Buffer, at: number): { field: Buffer | null; end: number } {
  if (at + 4 > bytes.length) throw new NotDecodable('a message is cut short');
  const size = bytes.readInt32BE(at);
  const end = at + 4 + Math.max(0, size);
  if (size < -1 || end > bytes.length) throw new NotDecodable('a field is longer than its message');
  return { field: size === -1 ? null : bytes.subarray(at + 4, end), end };
}
