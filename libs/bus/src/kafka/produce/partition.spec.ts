import { Partitioners } from 'kafkajs';
import fc from 'fast-check';
import { murmur2, partitionOf } from './partition';

/** From the Java client's own test, org.apache.kafka.common.utils.UtilsTest.testMurmur2. */
const JAVA_VECTORS: [key: string, hash: number][] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

describe('the partition of a key', () => {
  it.each(JAVA_VECTORS)('hashes %s as the Java client does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('is the one that a stock client computes, for any bytes', () => {
    const stock = Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 100 }), (bytes, count) => {
        const key = Buffer.from(bytes);
        const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({
          partitionId,
          leader: 1,
        }));
        const expected = stock({
          topic: 'any',
          partitionMetadata: partitionMetadata as never,
          message: { key, value: null },
        });
        expect(partitionOf(key, count)).toBe(expected);
      }),
    );
  });
});
