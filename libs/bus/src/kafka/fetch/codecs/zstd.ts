// Zstandard (https://datatracker.ietf.org/doc/html/rfc8878). Frames are measured before they are inflated, by the sizes of their blocks.
// A frame may ask for a window of up to 2 GB; it gets one that is large enough for its content.
import { decompress } from 'fzstd';
import { NotDecodable } from '../not-decodable';
import { framesOf, u24, u32, u8, type Walked } from './frames';

const MAGIC = 0xfd2fb528;
const CHECKSUM_BYTES = 4;
const MAX_BLOCK_BYTES = 128 * 1024;
/** A window is 2^(10 + exponent); the decoder's blocks need this much. */
const MIN_EXPONENT = 7;

export function zstd(bytes: Buffer, maxBytes: number): Buffer {
  const inflated = framesOf(bytes, maxBytes, { magic: MAGIC, walk }).map((frame) =>
    decompress(withWindow(frame.bytes, frame.most)),
  );
  const [only] = inflated;
  return inflated.length === 1 && only !== undefined
    ? Buffer.from(only.buffer, only.byteOffset, only.byteLength)
    : Buffer.concat(inflated);
}

function walk(bytes: Buffer, start: number): Walked {
  if (u32(bytes, start) !== MAGIC) throw new NotDecodable('it is no Zstandard frame');
  const head = headOf(bytes, start);
  let most = 0;
  let at = head.blocksAt;
  for (let isLast = false; !isLast; ) {
    const block = u24(bytes, at);
    isLast = (block & 1) === 1;
    const size = block >> 3;
    const kind = (block >> 1) & 3;
    if (kind === 3) throw new NotDecodable('its Zstandard frame has a block of an unknown kind');
    most += kind === 2 ? MAX_BLOCK_BYTES : size;
    at += 3 + (kind === 1 ? 1 : size);
  }
  if (head.contentSize !== null && head.contentSize > most)
    throw new NotDecodable('its Zstandard frame lies about its size');
  const end = at + (head.hasChecksum ? CHECKSUM_BYTES : 0);
  if (end > bytes.length) throw new NotDecodable('its Zstandard frame is cut short');
  return { end, most: head.contentSize ?? most };
}

interface FrameHead {
  blocksAt: number;
  contentSize: number | null;
  hasChecksum: boolean;
}

function headOf(bytes: Buffer, start: number): FrameHead {
  const flags = u8(bytes, start + 4);
  const isSingle = (flags & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] as number;
  const sizeAt = start + 5 + (isSingle ? 0 : 1) + dictionaryBytes;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  if (sizeAt + sizeBytes > bytes.length) throw new NotDecodable('its Zstandard frame is cut short');
  return {
    blocksAt: sizeAt + sizeBytes,
    contentSize: contentSizeOf(bytes, sizeAt, sizeBytes),
    hasChecksum: (flags & 0x04) !== 0,
  };
}

function contentSizeOf(bytes: Buffer, at: number, sizeBytes: number): number | null {
  if (sizeBytes === 0) return null;
  if (sizeBytes === 8) return Number(bytes.readBigUInt64LE(at));
  return bytes.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
}

/** The frame with the smallest window that holds all that can come out; frames in a single segment have none. */
function withWindow(frame: Buffer, most: number): Buffer {
  const isSingle = (u8(frame, 4) & 0x20) !== 0;
  const exponent = Math.max(MIN_EXPONENT, Math.ceil(Math.log2(Math.max(most, 1))) - 10);
  if (isSingle || u8(frame, 5) >> 3 <= exponent) return frame;
  const copy = Buffer.from(frame);
  copy[5] = exponent << 3;
  return copy;
}
