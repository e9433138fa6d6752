// The part that LZ4 and Zstandard share: a sequence of frames. Each frame is measured before it is inflated, so that bytes that inflate
// without end are refused in time. The codec knows the inside of a frame.
import { NotDecodable } from '../not-decodable';

export interface Walked {
  end: number;
  /** The most bytes that the frame can inflate to. */
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

/** Both formats have sixteen magic numbers for frames with other data, which are skipped. */
const isSkippable = (magic: number): boolean => (magic & 0xffff_fff0) >>> 0 === 0x184d2a50;

const MAGIC_BYTES = 4;

/** Other bytes after a frame are ignored: the batch says how many records there must be. */
const isFrame = (bytes: Buffer, at: number, magic: number): boolean =>
  at + MAGIC_BYTES <= bytes.length && (u32(bytes, at) === magic || isSkippable(u32(bytes, at)));

/** The frames with content. Throws `NotDecodable` if they may inflate to more than `maxBytes`. */
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
