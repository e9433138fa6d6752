// Snappy in both framings of Kafka's clients: one raw block (librdkafka, most Go clients), or the stream of snappy-java (Java, kafka-go), a
// header and blocks with their sizes. A block begins with its inflated size, so one that is too large is refused before it is inflated.
import { uncompressSync } from 'snappy';
import { NotDecodable } from '../not-decodable';

/** Of snappy-java's stream: a magic of 8 bytes, then two versions, INT32 each. */
const STREAM_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const STREAM_HEADER_BYTES = 16;
const SIZE_BYTES = 4;

export function snappy(bytes: Buffer, maxBytes: number): Buffer {
  const blocks = isStream(bytes, 0) ? blocksOf(bytes) : [bytes];
  const total = blocks.reduce((sum, block) => sum + inflatedSizeOf(block), 0);
  if (total > maxBytes) throw new NotDecodable(`it inflates to ${total} bytes, ${maxBytes} are the most`);
  const inflated = blocks.map((block) => uncompressSync(block, { asBuffer: true }) as Buffer);
  return inflated.length === 1 ? (inflated[0] as Buffer) : Buffer.concat(inflated);
}

const isStream = (bytes: Buffer, at: number): boolean =>
  bytes.length - at >= STREAM_HEADER_BYTES &&
  STREAM_MAGIC.equals(bytes.subarray(at, at + STREAM_MAGIC.length));

/** Streams in sequence have headers in between. */
function blocksOf(bytes: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (isStream(bytes, at)) {
      at += STREAM_HEADER_BYTES;
      continue;
    }
    if (bytes.length - at < SIZE_BYTES) throw new NotDecodable('its snappy stream is cut short');
    const from = at + SIZE_BYTES;
    at = from + bytes.readUInt32BE(at);
    if (at > bytes.length) throw new NotDecodable('its snappy stream is cut short');
    blocks.push(bytes.subarray(from, at));
  }
  return blocks;
}

/** A number of up to 32 bits, seven in a byte, the low ones first. */
function inflatedSizeOf(block: Buffer): number {
  let size = 0;
  for (let at = 0; at < 5 && at < block.length; at++) {
    const byte = block[at] as number;
    size += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return size;
  }
  throw new NotDecodable('a snappy block has no size');
}
