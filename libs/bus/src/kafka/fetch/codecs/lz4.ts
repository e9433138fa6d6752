// LZ4 in its frame format. Frames are measured before they are inflated: each block has its size, and the frame the largest inflated
// block. So bytes that inflate without end are refused, and frames in sequence are found. The package decodes the blocks.
// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { decompressFrameSync } from 'lz4-napi';
import { NotDecodable } from '../not-decodable';
import { framesOf, u32, u8, type Walked } from './frames';

const MAGIC = 0x184d2204;
const SIZE_BYTES = 4;
const CHECKSUM_BYTES = 4;
/** A block is never more than 255 times as large as its bytes. */
const MAX_RATIO = 255;
const STORED = 0x8000_0000;

export function lz4(bytes: Buffer, maxBytes: number): Buffer {
  const inflated = framesOf(bytes, maxBytes, { magic: MAGIC, walk }).map((frame) =>
    decompressFrameSync(frame.bytes),
  );
  return inflated.length === 1 ? (inflated[0] as Buffer) : Buffer.concat(inflated);
}

function walk(bytes: Buffer, start: number): Walked {
  if (u32(bytes, start) !== MAGIC) throw new NotDecodable('it is no LZ4 frame');
  const flags = u8(bytes, start + 4);
  const maxBlock = 2 ** (8 + 2 * ((u8(bytes, start + 5) >> 4) & 7));
  const behindBlock = flags & 0x10 ? CHECKSUM_BYTES : 0;
  let at = start + 6 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1;
  let most = 0;
  for (;;) {
    const head = u32(bytes, at);
    at += SIZE_BYTES;
    if (head === 0) break; // the end mark
    const size = head % STORED;
    most += head >= STORED ? size : Math.min(maxBlock, size * MAX_RATIO);
    at += size + behindBlock;
  }
  return { end: at + (flags & 0x04 ? CHECKSUM_BYTES : 0), most };
}
