// What LZ4 and Zstandard have in common: frames one behind the other, each walked before anything is inflated, so that a bomb is seen in
// time. What a frame looks like inside is left to the codec.
import { NotDecodable } from '../not-decodable';

export interface Walked {
  end: number;
  /** No more than so many bytes come out of it. */
  most: number;
}

export interface Format {
  /** What each of its frames begins with. */
  magic: number;
  walk: (bytes: Buffer, start: number) => Walked;
}

export interface Frame {
  bytes: Buffer;
  most: number;
}

/** Frames that both formats have for data of others; there are sixteen magic numbers. */
const isSkippable = (magic: number): boolean => (magic & 0xffff_fff0) >>> 0 === 0x184d2a50;

const MAGIC_BYTES = 4;

/** What else stands behind a frame is nothing of ours: the batch says how many records there must be. */
const isFrame = (bytes: Buffer, at: number, magic: number): boolean =>
  at + MAGIC_BYTES <= bytes.length && (u32(bytes, at) === magic || isSkippable(u32(bytes, at)));

/** The frames that hold something. Throws `NotDecodable` if more than `maxBytes` may come out of them. */
export function framesOf(bytes: Buffer, maxBytes: number, { magic, walk }: Format): Frame[] {
  const frames: Frame[] = [];
  let sum = 0;
  for (let at = 0; at === 0 || isFrame(bytes, at, magic); ) {
    const skipped = isSkippable(u32(bytes, at)) ? at + 8 + u32(bytes, at + 4) : null;
    const { end, most } = skipped === null ? walk(bytes, at) : { end: skipped, most: 0 };
    sum += most;
    if (sum > maxBytes) throw new NotDecodable(`it may inflate to more than ${maxBytes} bytes`);
    if (skipped === null) frames.push({ bytes: bytes.subarray(at, end), most });
    at = end;
  }
  return frames;
}

export const u32 = (bytes: Buffer, at: number): number => unsigned(bytes, at, 4);
export const u24 = (bytes: Buffer, at: number): number => unsigned(bytes, at, 3);
export const u8 = (bytes: Buffer, at: number): number => unsigned(bytes, at, 1);

function unsigned(bytes: Buffer, at: number, length: number): number {
  if (at + length > bytes.length) throw new NotDecodable('its frame is cut short');
  return bytes.readUIntLE(at, length);
}
