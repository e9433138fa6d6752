// LZ4 in its frame format. The frames are walked before anything is inflated: each block tells its size and the frame how much a block may
// become, so a bomb is seen in time, and frames that were put behind each other are found. The blocks are the package's work.
// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
import { decompressFrameSync } from 'lz4-napi';
import { NotDecodable } from '../not-decodable';

const MAGIC = 0x184d2204;
const SIZE_BYTES = 4;
const CHECKSUM_BYTES = 4;
/** A block is never more than 255 times as large as its bytes. */
const MAX_RATIO = 255;
const STORED = 0x8000_0000;

export function lz4(bytes: Buffer, maxBytes: number): Buffer {
  const frames: Buffer[] = [];
  let most = 0;
  for (let at = 0; at < bytes.length; ) {
    const frame = walk(bytes, at);
    most += frame.most;
    if (most > maxBytes) throw new NotDecodable(`it may inflate to more than ${maxBytes} bytes`);
    if (!frame.isSkipped) frames.push(bytes.subarray(at, frame.end));
    at = frame.end;
  }
  const inflated = frames.map((frame) => decompressFrameSync(frame));
  return inflated.length === 1 ? (inflated[0] as Buffer) : Buffer.concat(inflated);
}

interface Walked {
  end: number;
  /** No more than so many bytes come out of it. */
  most: number;
  isSkipped: boolean;
}

function walk(bytes: Buffer, start: number): Walked {
  const magic = u32(bytes, start);
  if ((magic & 0xffff_fff0) >>> 0 === 0x184d2a50)
    return { end: start + 8 + u32(bytes, start + 4), most: 0, isSkipped: true };
  if (magic !== MAGIC) throw new NotDecodable('it is no LZ4 frame');
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
  return { end: at + (flags & 0x04 ? CHECKSUM_BYTES : 0), most, isSkipped: false };
}

function u32(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw new NotDecodable('its LZ4 frame is cut short');
  return bytes.readUInt32LE(at);
}

function u8(bytes: Buffer, at: number): number {
  if (at >= bytes.length) throw new NotDecodable('its LZ4 frame is cut short');
  return bytes[at] as number;
}
