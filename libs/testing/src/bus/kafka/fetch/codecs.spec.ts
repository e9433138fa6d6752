// Batches as other clients wrote them to a real broker, and frames of the command line tools with every option that the formats have.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compressSync } from 'snappy';
import { compressFrameSync } from 'lz4-napi';
import { int32 } from '../../../fake-broker';
import { CODECS, inflate } from '@offline-push/bus/inside/kafka/fetch/inflate';
import { LIMITS } from '@offline-push/bus/inside/kafka/fetch/not-decodable';
import { budgetOf, PartitionBytes } from '@offline-push/bus/inside/kafka/fetch/partition-bytes';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../../../../fixtures/fetch', name), 'utf8'));
const batches = fixture('batches.json') as {
  client: string;
  codec: string;
  records: number;
  batch: string;
}[];
const frames = fixture('frames.json') as { name: string; codec: string; bytes: string }[];
const numberOf = (codec: string): number => CODECS.findIndex(({ name }) => name === codec);
const withName = (plain: Buffer): Buffer =>
  Buffer.concat([
    plain.subarray(0, 3),
    Buffer.from([8]),
    plain.subarray(4, 10),
    Buffer.from('a.json\0'),
    plain.subarray(10),
  ]);
const inflated = (codec: string, bytes: Buffer): Promise<Buffer> =>
  inflate(numberOf(codec), bytes, LIMITS.maxInflatedBytes);

it.each(batches)('P2: $client with $codec is read', async ({ client, codec, records, batch }) => {
  const bytes = Buffer.from(batch, 'base64');
  const { messages } = await new PartitionBytes(bytes, [], 1_000n, budgetOf(LIMITS)).read();
  expect(messages).toHaveLength(records);
  for (const { value, notDecodable } of messages) {
    expect(notDecodable).toBeUndefined();
    expect(JSON.parse(String(value))).toMatchObject({ note: expect.stringContaining(`${client} ${codec}`) });
  }
});

describe('P2: a frame of', () => {
  const text = Buffer.concat(
    Array.from({ length: 3_000 }, (_, number) => Buffer.from(`{"walk":"a","number":${number}}`)),
  );

  it.each(frames)('$name is read, and two of them behind each other', async ({ codec, bytes }) => {
    const frame = Buffer.from(bytes, 'base64');
    expect((await inflated(codec, frame)).equals(text)).toBe(true);
    expect((await inflated(codec, Buffer.concat([frame, frame]))).equals(Buffer.concat([text, text]))).toBe(
      true,
    );
  });

  it.each(frames)(
    '$name that is cut short, or damaged, is refused or read, and nothing else',
    async ({ codec, bytes }) => {
      const frame = Buffer.from(bytes, 'base64');
      for (let at = 0; at < frame.length; at += 97) {
        const damaged = Buffer.from(frame);
        damaged.writeUInt8(damaged.readUInt8(at) ^ 0x55, at);
        for (const bad of [damaged, frame.subarray(0, at)])
          await inflated(codec, bad).catch((error: Error) => expect(error.name).toBe('NotDecodable'));
      }
    },
  );

  it.each<[string, Buffer]>([
    ['gzip', gzipSync(text)],
    ['gzip in two members', Buffer.concat([gzipSync(text.subarray(0, 99)), gzipSync(text.subarray(99))])],
    ['gzip with a name', withName(gzipSync(text))],
    ...frames.map(
      ({ name, codec, bytes }) => [`${codec}: ${name}`, Buffer.from(bytes, 'base64')] as [string, Buffer],
    ),
  ])('P2: %s with something behind it is read as if it were not there', async (name, frame) => {
    const codec = name.split(/[ :]/, 1)[0] ?? '';
    for (const behind of ['garbage', '\0', '\u001f\u008b', '\0'.repeat(64)]) {
      const plain = await inflated(codec, Buffer.concat([frame, Buffer.from(behind, 'latin1')]));
      expect(plain.equals(text)).toBe(true);
    }
  });

  it('P2: gzip whose member is cut short or has a wrong checksum is refused, with something behind it too', async () => {
    const whole = gzipSync(text);
    const wrong = Buffer.from(whole);
    wrong.writeUInt8(wrong.readUInt8(wrong.length - 8) ^ 1, wrong.length - 8);
    await expect(inflated('gzip', Buffer.concat([wrong, Buffer.from('garbage')]))).rejects.toThrow(
      'checksum',
    );
    for (let at = 0; at < whole.length; at += 41)
      await expect(inflated('gzip', whole.subarray(0, at))).rejects.toThrow('gzip');
  });

  it('P2: gzip keeps its bound, whatever stands behind it', async () => {
    const bomb = Buffer.concat([gzipSync(Buffer.alloc(5_000_000)), Buffer.from('garbage')]);
    await expect(inflate(numberOf('gzip'), bomb, 1_000_000)).rejects.toThrow('1000000');
  });

  it('snappy in blocks of a stream, which may begin anew', async () => {
    const magic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    const block = (plain: string): Buffer =>
      Buffer.concat([int32(compressSync(plain).length), compressSync(plain)]);
    const stream = Buffer.concat([magic, block('ab'), block('cd'), magic, block('ef')]);
    expect(String(await inflated('snappy', stream))).toBe('abcdef');
    expect(String(await inflated('snappy', compressSync('abcdef')))).toBe('abcdef');
    await expect(inflated('snappy', stream.subarray(0, -1))).rejects.toThrow('cut short');
  });

  it('nothing at all', async () => {
    expect(await inflated('lz4', compressFrameSync(Buffer.alloc(0)))).toHaveLength(0);
    expect(await inflated('snappy', compressSync(''))).toHaveLength(0);
  });
});
