// A record batch of the format that Kafka writes since 0.11 (magic 2): its head, its checksum, its records.
// https://kafka.apache.org/documentation/#recordbatch
import { crc32c } from '@node-rs/crc32';
import { inflate } from './inflate';
import type { FetchedMessage } from './message';
import { type Limits, NotDecodable } from './not-decodable';
import { type RawRecord, RecordReader } from './record-reader';

/** Places in a batch. */
const AT = {
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  count: 57,
  records: 61,
};
export const BATCH_HEAD_BYTES = AT.records;

export interface BatchHead {
  baseOffset: bigint;
  lastOffset: bigint;
  codec: number;
  hasAppendTime: boolean;
  isTransactional: boolean;
  isControl: boolean;
  firstTimestamp: bigint;
  maxTimestamp: bigint;
  producerId: bigint;
  count: number;
}

/** Never fails: bytes that are damaged give a head that is wrong. */
export function headOf(bytes: Buffer): BatchHead {
  const baseOffset = bytes.readBigInt64BE(0);
  const attributes = bytes.readInt16BE(AT.attributes);
  return {
    baseOffset,
    lastOffset: baseOffset + BigInt(Math.max(0, bytes.readInt32BE(AT.lastOffsetDelta))),
    codec: attributes & 0x07,
    hasAppendTime: (attributes & 0x08) !== 0,
    isTransactional: (attributes & 0x10) !== 0,
    isControl: (attributes & 0x20) !== 0,
    firstTimestamp: bytes.readBigInt64BE(AT.firstTimestamp),
    maxTimestamp: bytes.readBigInt64BE(AT.maxTimestamp),
    producerId: bytes.readBigInt64BE(AT.producerId),
    count: bytes.readInt32BE(AT.count),
  };
}

export const isWhole = (bytes: Buffer): boolean =>
  crc32c(bytes.subarray(AT.attributes)) >>> 0 === bytes.readUInt32BE(AT.crc);

/** The records, and how large they were inflated. Rejects with `NotDecodable`. */
export async function recordsOf(
  bytes: Buffer,
  head: BatchHead,
  limits: Limits,
): Promise<{ messages: FetchedMessage[]; sizeBytes: number }> {
  const { codec, count } = head;
  if (count < 0 || count > limits.maxRecords)
    throw new NotDecodable(`it has ${count} records, ${limits.maxRecords} are the most`);
  if (count === 0) return { messages: [], sizeBytes: 0 };
  const packed = bytes.subarray(AT.records);
  const plain = codec === 0 ? packed : await inflate(codec, packed, limits.maxInflatedBytes);
  const reader = new RecordReader(plain);
  const placed = placerOf(head);
  const messages: FetchedMessage[] = [];
  for (let index = 0; index < count; index++) messages.push(placed(reader.next()));
  return { messages, sizeBytes: plain.length };
}

/** Offsets and times as numbers where they are exact, which is everywhere but in made-up records. */
function placerOf(head: BatchHead): (record: RawRecord) => FetchedMessage {
  const { baseOffset, firstTimestamp, maxTimestamp, hasAppendTime } = head;
  const base = Number(baseOffset);
  const isExact = Number.isSafeInteger(base + 2 ** 32);
  const first = Number(firstTimestamp);
  const appended = String(maxTimestamp);
  const batch = head.count > 1 && { batchOffset: String(baseOffset) };
  return ({ offsetDelta, timestampDelta, key, value, headers }) => ({
    offset: isExact ? String(base + offsetDelta) : String(baseOffset + BigInt(offsetDelta)),
    timestamp: hasAppendTime ? appended : String(first + timestampDelta),
    key,
    value,
    headers,
    attributes: 0,
    ...batch,
    isControlRecord: false,
  });
}

/** Control records end a transaction; their key is a version and a kind, INT16 each. */
export async function isAbort(bytes: Buffer, head: BatchHead, limits: Limits): Promise<boolean> {
  const { messages } = await recordsOf(bytes, head, limits);
  const key = messages[0]?.key;
  return key !== undefined && key !== null && key.length >= 4 && key.readInt16BE(2) === 0;
}
