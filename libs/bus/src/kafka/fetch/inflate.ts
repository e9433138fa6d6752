// The codecs of Kafka's protocol by their numbers, each with a limit on the inflated size.
import { gzip } from './codecs/gzip';
import { lz4 } from './codecs/lz4';
import { snappy } from './codecs/snappy';
import { zstd } from './codecs/zstd';
import { NotDecodable } from './not-decodable';

type Codec = (bytes: Buffer, maxBytes: number) => Buffer | Promise<Buffer>;

export const CODECS: readonly { name: string; inflate: Codec }[] = [
  { name: 'none', inflate: (bytes) => bytes },
  { name: 'gzip', inflate: gzip },
  { name: 'snappy', inflate: snappy },
  { name: 'lz4', inflate: lz4 },
  { name: 'zstd', inflate: zstd },
];

/** Rejects only with `NotDecodable`. */
export async function inflate(number: number, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const codec = CODECS[number];
  if (codec === undefined) throw new NotDecodable(`no codec has the number ${number}`);
  try {
    return await codec.inflate(bytes, maxBytes);
  } catch (error) {
    throw new NotDecodable(`${codec.name}: ${(error as Error).message}`, { cause: error });
  }
}
