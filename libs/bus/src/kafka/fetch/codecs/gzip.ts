// gzip with Node's zlib, in its thread pool. Node refuses everything if other bytes follow a member, where Java and Go read on. In that
// case the members are inflated one by one. https://datatracker.ietf.org/doc/html/rfc1952
import { crc32 } from '@node-rs/crc32';
import { promisify } from 'node:util';
import { gunzip, inflateRaw, type ZlibOptions } from 'node:zlib';
import { NotDecodable } from '../not-decodable';

const inflateGzip = promisify(gunzip);

/** Codes for bytes that are no member, or that end within one. */
const UNEXPECTED = new Set(['Z_DATA_ERROR', 'Z_BUF_ERROR']);

const FIXED_BYTES = 10;
const TRAILER_BYTES = 8;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 };

export async function gzip(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await inflateGzip(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (!UNEXPECTED.has(String((error as { code?: unknown }).code))) throw error;
    return byMembers(bytes, maxBytes, error);
  }
}

async function byMembers(bytes: Buffer, maxBytes: number, refusal: unknown): Promise<Buffer> {
  const plain: Buffer[] = [];
  let left = maxBytes;
  for (let at = 0; isMember(bytes, at) && left > 0; ) {
    const member = await inflated(bytes, at, left);
    plain.push(member.plain);
    left -= member.plain.length;
    at = member.end;
  }
  if (plain.length === 0) throw refusal;
  return Buffer.concat(plain);
}

const isMember = (bytes: Buffer, at: number): boolean =>
  at + FIXED_BYTES <= bytes.length && bytes.readUIntBE(at, 3) === 0x1f8b08;

async function inflated(
  bytes: Buffer,
  at: number,
  maxBytes: number,
): Promise<{ plain: Buffer; end: number }> {
  const from = dataAt(bytes, at);
  const { plain, used } = await raw(bytes.subarray(from), { maxOutputLength: maxBytes });
  const end = from + used + TRAILER_BYTES;
  if (end > bytes.length) throw new NotDecodable('its gzip member is cut short');
  if (bytes.readUInt32LE(end - TRAILER_BYTES) !== crc32(plain))
    throw new NotDecodable('the checksum of its gzip member is wrong');
  return { plain, end };
}

/** The place after the header, whose optional parts have a fixed order. */
function dataAt(bytes: Buffer, start: number): number {
  const flags = bytes.readUInt8(start + 3);
  let at = start + FIXED_BYTES;
  if (flags & FLAG.extra) at += 2 + (at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0);
  for (const text of [FLAG.name, FLAG.comment]) if (flags & text) at = behindZero(bytes, at);
  return flags & FLAG.headerCrc ? at + 2 : at;
}

function behindZero(bytes: Buffer, at: number): number {
  const zero = bytes.indexOf(0, at);
  if (zero < 0) throw new NotDecodable('its gzip header is cut short');
  return zero + 1;
}

const raw = (bytes: Buffer, options: ZlibOptions): Promise<{ plain: Buffer; used: number }> =>
  new Promise((resolve, reject) => {
    const given = { ...options, info: true };
    inflateRaw(bytes, given, (error, result) => {
      if (error) return reject(error);
      const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
      resolve({ plain: buffer, used: engine.bytesWritten });
    });
  });
