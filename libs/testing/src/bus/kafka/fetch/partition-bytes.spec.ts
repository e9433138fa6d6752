import { crc32 } from '@node-rs/crc32';
import { gzipSync } from 'node:zlib';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { int32, int64 } from '../../../fake-broker';
import { decodeFetch, spanOf } from '@offline-push/bus/inside/kafka/fetch/fetch-response';
import { aBatch, type ABatch, aFetchResponse, aMarker, damaged } from '../../../../fixtures/fetch/batches';
import { LIMITS } from '@offline-push/bus/inside/kafka/fetch/not-decodable';
import {
  type AbortedTransaction,
  budgetOf,
  PartitionBytes,
} from '@offline-push/bus/inside/kafka/fetch/partition-bytes';

const END = 1_000n;
const words = { value: 'word '.repeat(200) };

async function read(
  bytes: Buffer,
  aborted: AbortedTransaction[] = [],
  limits = LIMITS,
  budget = budgetOf(limits),
) {
  return new PartitionBytes(bytes, aborted, END, budget, limits).read();
}

const whyOf = async (bytes: Buffer, limits = LIMITS): Promise<(string | undefined)[]> =>
  (await read(bytes, [], limits)).messages.map(({ notDecodable }) => notDecodable);

describe('the records of a partition', () => {
  it('come with offset, time, key, value and headers', async () => {
    const batch = aBatch(
      [
        { key: 'a', value: 'x', headers: [['h', 'v']] },
        { key: null, value: null },
      ],
      {
        base: 5n,
      },
    );
    const { messages, nextOffset } = await read(batch);
    expect(messages).toMatchObject([
      { offset: '5', timestamp: '1790000000000', key: Buffer.from('a'), value: Buffer.from('x') },
      { offset: '6', timestamp: '1790000000001', key: null, value: null },
    ]);
    expect(String(messages[0]?.headers['h'])).toBe('v');
    expect(nextOffset).toBe(7n);
  });

  it('P1: a header of null counts as absent, a name that comes twice has its last value, and __proto__ is a name', async () => {
    const headers: [string, string | null][] = [
      ['tenant', null],
      ['twice', '1'],
      ['twice', '2'],
      ['kept', 'x'],
      ['kept', null],
      ['__proto__', 'p'],
      ['', 'nameless'],
      ['empty', ''],
    ];
    const { messages } = await read(aBatch([{ value: 'x', headers }]));
    const found = Object.entries(messages[0]?.headers ?? {}).map(([name, value]) => [name, String(value)]);
    expect(found).toEqual([
      ['twice', '2'],
      ['kept', 'x'],
      ['__proto__', 'p'],
      ['', 'nameless'],
      ['empty', ''],
    ]);
  });

  it("have the broker's time if the topic says so", async () => {
    const { messages } = await read(aBatch([words, words], { appendTime: 1_800_000_000_000n }));
    expect(messages.map(({ timestamp }) => timestamp)).toEqual(['1800000000000', '1800000000000']);
  });

  it('stop before a batch that was cut off, which is no fault', async () => {
    const [one, two] = [aBatch([words]), aBatch([words], { base: 1n })];
    const { messages, nextOffset } = await read(Buffer.concat([one, two.subarray(0, two.length - 1)]));
    expect(messages).toHaveLength(1);
    expect(nextOffset).toBe(1n);
    expect(await read(two.subarray(0, 40))).toEqual({ messages: [], nextOffset: null });
    expect(await read(two.subarray(0, 5))).toEqual({ messages: [], nextOffset: null });
  });

  it('P4: reading goes on behind a batch from which compaction took the last records, or all', async () => {
    expect((await read(aBatch([words], { base: 3n, lastDelta: 6 }))).nextOffset).toBe(10n);
    expect(await read(aBatch([], { base: 3n, lastDelta: 6, count: 0 }))).toEqual({
      messages: [],
      nextOffset: 10n,
    });
  });

  it('P4: are without the ends of transactions and what was aborted', async () => {
    const of = (base: bigint, producerId: bigint): ABatch => ({ base, producerId, isTransactional: true });
    const bytes = Buffer.concat([
      aBatch([{ value: 'aborted' }], of(0n, 7n)),
      aBatch([{ key: '\0\0\0\0', value: 'plain' }], { base: 1n }),
      aBatch([{ value: 'committed' }], of(2n, 8n)),
      aBatch([{ value: 'aborted' }], of(3n, 7n)),
      aMarker(4n, 7n, 'abort'),
      aBatch([{ value: 'later' }], of(5n, 7n)),
      aMarker(6n, 8n, 'commit'),
      aMarker(7n, 7n, 'commit'),
    ]);
    const { messages, nextOffset } = await read(bytes, [{ producerId: 7n, firstOffset: 0n }]);
    expect(messages.map(({ value }) => String(value))).toEqual(['plain', 'committed', 'later']);
    expect(nextOffset).toBe(8n);
  });
});

describe('P2: a batch that cannot be decoded becomes one record with its bytes, and the next one is read', () => {
  const good = aBatch([words], { base: 9n });
  it.each<[string, Buffer, string]>([
    ['a wrong checksum', damaged(aBatch([words, words, words], { base: 6n })), 'its checksum is wrong'],
    ['an unknown codec', aBatch([words], { base: 8n, codec: 7 }), 'no codec has the number 7'],
    ['gzip that is none', aBatch([words], { base: 8n, codec: 1 }), 'gzip: incorrect header check'],
    ['snappy that is none', aBatch([words], { base: 8n, codec: 2 }), 'snappy: '],
    ['lz4 that is none', aBatch([words], { base: 8n, codec: 3 }), 'lz4: it is no LZ4 frame'],
    ['zstd that is none', aBatch([words], { base: 8n, codec: 4 }), 'zstd: it is no Zstandard frame'],
    ['fewer records than it says', aBatch([words], { base: 8n, count: 2 }), 'its records are cut short'],
    ['too many records', aBatch([words], { base: 8n, count: 2 ** 31 - 1 }), '100000 are the most'],
    ['a negative number of records', aBatch([words], { base: 8n, count: -1 }), 'it has -1 records'],
    [
      'bytes that are no record',
      aBatch([words], { base: 8n, pack: () => Buffer.alloc(50) }),
      'a field is longer than its record',
    ],
  ])('%s', async (_, bad, why) => {
    const { messages, nextOffset } = await read(Buffer.concat([bad, good]));
    const first = bad.readBigInt64BE(0);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatchObject({ offset: '8', key: null, value: bad });
    expect(messages[0]?.notDecodable).toContain(`the batch of offsets ${first} to 8 cannot be decoded`);
    expect(messages[0]?.notDecodable).toContain(why);
    expect(messages[1]).toMatchObject({ offset: '9', value: Buffer.from(words.value) });
    expect(nextOffset).toBe(10n);
  });

  it('an unknown format, and a size that cannot be', async () => {
    const strange = aBatch([words], { base: 8n });
    strange.writeInt8(9, 16);
    expect(await whyOf(strange)).toEqual([expect.stringContaining('its format (magic 9) is unknown')]);
    const sizeless = damaged(aBatch([words], { base: 8n }));
    sizeless.writeInt32BE(3, 8);
    const { messages, nextOffset } = await read(sizeless);
    expect(messages[0]?.notDecodable).toBeDefined();
    expect(nextOffset).toBe(9n);
  });

  it('a damaged batch cannot say that what follows it is a part of it', async () => {
    const lies = aBatch([words], { base: 6n, lastDelta: 2 });
    lies.writeInt32BE(2_000_000, 23);
    const { messages, nextOffset } = await read(Buffer.concat([lies, good]));
    expect(messages.map(({ offset }) => offset)).toEqual(['8', '9']);
    expect(nextOffset).toBe(10n);
    expect((await read(lies)).nextOffset).toBe(END);
  });

  it('the other partitions of the response are read', async () => {
    const bad = aBatch([words], { codec: 3 });
    const { responses } = await decodeFetch(11, aFetchResponse([good, bad, Buffer.alloc(0), good]));
    const partitions = responses.flatMap(({ partitions }) => partitions);
    expect(partitions.map(({ messages }) => messages.length)).toEqual([1, 1, 0, 1]);
    expect(partitions.map(({ messages }) => spanOf(messages)?.nextOffset)).toEqual([10n, 1n, null, 10n]);
  });
});

describe('S8: what a batch inflates to has a bound', () => {
  const limits = { maxInflatedBytes: 1_000_000, maxRecords: 10 };
  const bomb = Buffer.alloc(50_000_000);
  const stream = (plain: Buffer): Buffer => {
    const block = compressSync(plain);
    const magic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    return Buffer.concat([magic, int32(block.length), block]);
  };
  it.each<[string, number, (plain: Buffer) => Buffer]>([
    ['gzip', 1, gzipSync],
    ['snappy, raw', 2, compressSync],
    ['snappy, a stream', 2, stream],
    ['lz4', 3, compressFrameSync],
    ['zstd', 4, zstdOfZeros],
  ])('%s', async (_, codec, pack) => {
    const packed = pack(bomb);
    const before = process.memoryUsage().rss;
    const [why] = await whyOf(aBatch([words], { codec, pack: () => packed }), limits);
    expect(why).toMatch(/than 1000000 bytes|to 50000000 bytes|larger than 1000000 bytes/);
    expect(process.memoryUsage().rss - before).toBeLessThan(25_000_000);
  });

  it('and so have the batches of a response together: the rest comes with the next fetch', async () => {
    const budget = { sizeBytes: 1, records: 10 };
    const batches = [0n, 1n, 2n].map((base) => aBatch([words], { base }));
    const { messages, nextOffset } = await read(Buffer.concat(batches), [], limits, budget);
    expect(messages).toHaveLength(1);
    expect(nextOffset).toBe(1n);
  });
});

describe('messages of the formats before 0.11', () => {
  const aMessage = (offset: bigint, value: Buffer, { magic = 1, codec = 0 } = {}): Buffer => {
    const time = magic === 1 ? int64(1_790_000_000_000n) : Buffer.alloc(0);
    const checked = Buffer.concat([Buffer.from([magic, codec]), time, int32(-1), int32(value.length), value]);
    const counted = Buffer.concat([int32(crc32(checked) | 0), checked]);
    return Buffer.concat([int64(offset), int32(counted.length), counted]);
  };
  const offsetsOf = async (bytes: Buffer): Promise<string[]> =>
    (await read(bytes)).messages.map(({ offset, value }) => `${offset} ${String(value)}`);

  it('are read, beside batches', async () => {
    const bytes = Buffer.concat([
      aMessage(3n, Buffer.from('old'), { magic: 0 }),
      aMessage(4n, Buffer.from('newer')),
      aBatch([{ value: 'batch' }], { base: 5n }),
    ]);
    expect(await offsetsOf(bytes)).toEqual(['3 old', '4 newer', '5 batch']);
  });

  it('are read out of a compressed one', async () => {
    const inner = Buffer.concat([aMessage(0n, Buffer.from('a')), aMessage(1n, Buffer.from('b'))]);
    expect(await offsetsOf(aMessage(8n, gzipSync(inner), { codec: 1 }))).toEqual(['7 a', '8 b']);
  });

  it('are set aside when they are damaged', async () => {
    const why = await whyOf(
      Buffer.concat([damaged(aMessage(3n, Buffer.from('old'))), aBatch([words], { base: 4n })]),
    );
    expect(why).toEqual([expect.stringContaining('its checksum is wrong'), undefined]);
  });
});

/** A frame of blocks that say "so many zeros". */
function zstdOfZeros(plain: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let left = plain.length; left > 0; left -= 131_072) {
    const size = Math.min(left, 131_072);
    const head = (size << 3) | (1 << 1) | (left <= 131_072 ? 1 : 0);
    blocks.push(Buffer.from([head & 0xff, (head >> 8) & 0xff, head >> 16, 0]));
  }
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]), ...blocks]);
}
