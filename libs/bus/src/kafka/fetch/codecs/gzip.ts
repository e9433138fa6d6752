// gzip, by Node's own zlib in its thread pool.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const inflateGzip = promisify(gunzip);

export const gzip = (bytes: Buffer, maxBytes: number): Promise<Buffer> =>
  inflateGzip(bytes, { maxOutputLength: maxBytes });
