// A produce request (version 7, Kafka 2.1 and newer) in one buffer, and its response with a result for each partition. kafkajs' own
// response loses the acknowledgements of all partitions if one of them has an error.
import { crc32c } from '@node-rs/crc32';
import { internals, type ProtocolRequest } from '../internals';
import { type RecordBody, sizeOfRecord, writeRecord } from './record-encoder';

/** Records of one partition, in order, as they go into one batch. */
export interface PartitionRecords {
  topic: string;
  partition: number;
  records: readonly { body: RecordBody; timestampMs: number }[];
}

/** The leader's answer for one partition. */
interface PartitionResult {
  topic: string;
  partition: number;
  /** 0: every in-sync replica has the records. */
  errorCode: number;
}

export interface ProduceResponse {
  results: PartitionResult[];
  /** kafkajs' connection holds its next requests back for so long (KIP-219). */
  clientSideThrottleTime: number;
}

const API_KEY = 0;
const API_VERSION = 7;
const ALL_REPLICAS = -1;
const NO_STRING = -1;
const NO_PRODUCER_ID = -1n;
const MAGIC = 2;
const INT16_BYTES = 2;
const INT32_BYTES = 4;
/** Transactional id, acks, timeout, count of topics. */
const REQUEST_HEAD_BYTES = INT16_BYTES + INT16_BYTES + INT32_BYTES + INT32_BYTES;
/** Base offset and length of a record batch. The length counts the bytes after it. */
const BEFORE_LENGTH_BYTES = 12;
/** A record batch without records: from the base offset to the count. */
const BATCH_OVERHEAD_BYTES = 61;

/** Waits for all in-sync replicas, for at most `timeoutMs` on the broker. */
export function produceRequest(
  batches: readonly PartitionRecords[],
  timeoutMs: number,
): ProtocolRequest<ProduceResponse> {
  const { Encoder, Decoder } = internals();
  return {
    request: {
      apiKey: API_KEY,
      apiVersion: API_VERSION,
      apiName: 'Produce',
      encode: () => {
        const buf = encodeProduce(batches, timeoutMs);
        return Promise.resolve(Object.assign(Object.create(Encoder.prototype), { buf, offset: buf.length }));
      },
    },
    response: {
      decode: (bytes) => {
        const decoder = new Decoder(bytes);
        const results = decoder.readArray((at) => {
          const topic = at.readString();
          return at.readArray((partition) => readResult(topic, partition));
        });
        return Promise.resolve({ results: results.flat(), clientSideThrottleTime: decoder.readInt32() });
      },
      parse: (decoded) => Promise.resolve(decoded),
    },
  };
}

function readResult(
  topic: string,
  decoder: InstanceType<ReturnType<typeof internals>['Decoder']>,
): PartitionResult {
  const result = { topic, partition: decoder.readInt32(), errorCode: decoder.readInt16() };
  decoder.readInt64(); // base offset
  decoder.readInt64(); // log append time
  decoder.readInt64(); // log start offset
  return result;
}

/** The body of the request. */
export function encodeProduce(batches: readonly PartitionRecords[], timeoutMs: number): Buffer {
  const topics = new Map<string, Layout[]>();
  for (const batch of batches) {
    const ofTopic = topics.get(batch.topic);
    if (ofTopic) ofTopic.push(layOut(batch));
    else topics.set(batch.topic, [layOut(batch)]);
  }
  const buffer = Buffer.allocUnsafe(sizeOfRequest(topics));
  let at = buffer.writeInt16BE(NO_STRING, 0); // no transaction
  at = buffer.writeInt16BE(ALL_REPLICAS, at);
  at = buffer.writeInt32BE(timeoutMs, at);
  at = buffer.writeInt32BE(topics.size, at);
  for (const [topic, ofTopic] of topics) {
    at = buffer.writeInt16BE(Buffer.byteLength(topic), at);
    at += buffer.write(topic, at);
    at = buffer.writeInt32BE(ofTopic.length, at);
    for (const layout of ofTopic) at = writePartition(buffer, at, layout);
  }
  return buffer;
}

/** A batch with its times and size, which must be known before its first byte is written. */
interface Layout {
  batch: PartitionRecords;
  firstMs: number;
  lastMs: number;
  /** Size of the record set in the request, in bytes. */
  size: number;
}

function layOut(batch: PartitionRecords): Layout {
  let firstMs = Infinity;
  let lastMs = 0;
  for (const { timestampMs } of batch.records) {
    firstMs = Math.min(firstMs, timestampMs);
    lastMs = Math.max(lastMs, timestampMs);
  }
  let size = BATCH_OVERHEAD_BYTES;
  batch.records.forEach(({ body, timestampMs }, i) => {
    size += sizeOfRecord(body, i, timestampMs - firstMs);
  });
  return { batch, firstMs, lastMs, size };
}

function sizeOfRequest(topics: ReadonlyMap<string, readonly Layout[]>): number {
  let size = REQUEST_HEAD_BYTES;
  for (const [topic, ofTopic] of topics) {
    size += INT16_BYTES + Buffer.byteLength(topic) + INT32_BYTES;
    for (const layout of ofTopic) size += INT32_BYTES + INT32_BYTES + layout.size;
  }
  return size;
}

function writePartition(into: Buffer, start: number, { batch, firstMs, lastMs, size }: Layout): number {
  let at = into.writeInt32BE(batch.partition, start);
  at = into.writeInt32BE(size, at);
  at = into.writeBigInt64BE(0n, at); // base offset: the broker's to choose
  at = into.writeInt32BE(size - BEFORE_LENGTH_BYTES, at);
  at = into.writeInt32BE(0, at); // leader epoch: the broker's
  at = into.writeInt8(MAGIC, at);
  const crcAt = at;
  at = into.writeInt16BE(0, at + INT32_BYTES); // attributes: no compression, no transaction
  at = into.writeInt32BE(batch.records.length - 1, at);
  at = into.writeBigInt64BE(BigInt(firstMs), at);
  at = into.writeBigInt64BE(BigInt(lastMs), at);
  at = into.writeBigInt64BE(NO_PRODUCER_ID, at);
  at = into.writeInt16BE(0, at); // producer epoch
  at = into.writeInt32BE(0, at); // first sequence
  at = into.writeInt32BE(batch.records.length, at);
  batch.records.forEach(({ body, timestampMs }, i) => {
    at = writeRecord(into, at, body, i, timestampMs - firstMs);
  });
  into.writeUInt32BE(crc32c(into.subarray(crcAt + INT32_BYTES, at)) >>> 0, crcAt);
  return at;
}
