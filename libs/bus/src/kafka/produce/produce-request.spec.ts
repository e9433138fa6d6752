import fc from 'fast-check';
import { encodeProduce } from './produce-request';
import { encodeBody, sizeOfRecord, writeRecord } from './record-encoder';

interface StockRecord {
  key: Buffer | null;
  value: string | Buffer | null;
  headers: Record<string, string | Buffer>;
  timestamp: number;
}

/* eslint-disable @typescript-eslint/no-require-imports -- the stock encoders have no types */
const stockRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (
  record: Omit<StockRecord, 'timestamp'> & { offsetDelta: number; timestampDelta: number },
) => { buffer: Buffer };
const stockRequest = require('kafkajs/src/protocol/requests/produce/v7/request') as (args: object) => {
  encode: () => Promise<{ buffer: Buffer }>;
};
/* eslint-enable */

const BASE_MS = 1_790_000_000_000;
const text = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 30 }));
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);
const bytes = fc.uint8Array({ maxLength: 100 }).map((some) => Buffer.from(some));
const record: fc.Arbitrary<StockRecord> = fc.record({
  key: fc.option(bytes),
  value: fc.option(value, { freq: 9 }),
  headers: fc.dictionary(text, fc.oneof(text, bytes), { maxKeys: 8 }),
  timestamp: fc.integer({ min: BASE_MS, max: BASE_MS + 100_000_000 }),
});

describe('a record', () => {
  it('is byte for byte what kafkajs writes', () => {
    fc.assert(
      fc.property(
        record,
        fc.nat(100_000),
        fc.nat(2 ** 31 - 1),
        ({ key, value, headers }, offsetDelta, timestampDelta) => {
          const body = encodeBody(key, value, headers);
          const ours = Buffer.alloc(sizeOfRecord(body, offsetDelta, timestampDelta));
          expect(writeRecord(ours, 0, body, offsetDelta, timestampDelta)).toBe(ours.length);
          const stock = stockRecord({ key, value, headers, offsetDelta, timestampDelta }).buffer;
          expect(ours.equals(stock)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a produce request', () => {
  const batch = fc.record({
    topic: fc.constantFrom('message.sent.v1', 'push.gated.v1', 'größe'),
    partition: fc.nat(50),
    records: fc.array(record, { minLength: 1, maxLength: 12 }),
  });
  const batches = fc.uniqueArray(batch, {
    minLength: 1,
    maxLength: 8,
    selector: ({ topic, partition }) => `${topic}/${partition}`,
  });

  it('is byte for byte what kafkajs writes, checksum included', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        const stock = await stockRequest({ acks: -1, timeout: 14_000, topicData: byTopic(given) }).encode();
        const ours = encodeProduce(
          given.map(({ topic, partition, records }) => ({
            topic,
            partition,
            records: records.map(({ key, value, headers, timestamp }) => ({
              body: encodeBody(key, value, headers),
              timestampMs: timestamp,
            })),
          })),
          14_000,
        );
        expect(ours.equals(stock.buffer)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

function byTopic(batches: readonly { topic: string; partition: number; records: StockRecord[] }[]) {
  const topics = [...new Set(batches.map(({ topic }) => topic))];
  return topics.map((topic) => ({
    topic,
    partitions: batches
      .filter((batch) => batch.topic === topic)
      .map(({ partition, records }) => ({ partition, messages: records })),
  }));
}
