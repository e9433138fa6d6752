// Publishes a record with kcat, a client of another family (librdkafka) that knows nothing of our code.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface KcatRecord {
  value?: string;
  /** Holds the value, instead: kcat is slow with large ones on its input. */
  file?: string;
  key?: string;
  headers?: Record<string, string>;
  /** A record that does not shrink is sent plain. */
  codec?: 'gzip' | 'lz4' | 'zstd' | 'snappy';
  /** librdkafka's own settings. */
  settings?: Record<string, string>;
}

/** No record of ours holds it, so that a value may have line ends. */
const DELIMITER = '\u0001';

export async function kcat(
  brokers: readonly string[],
  topic: string,
  record: string | KcatRecord,
): Promise<void> {
  const {
    value = '',
    file,
    key,
    headers = {},
    codec,
    settings = {},
  } = typeof record === 'string' ? { value: record } : record;
  const args = ['-b', brokers.join(','), '-P', '-t', topic, '-D', DELIMITER];
  if (key !== undefined) args.push('-k', key);
  if (codec !== undefined) args.push('-z', codec);
  for (const [name, text] of Object.entries(headers)) args.push('-H', `${name}=${text}`);
  for (const [name, text] of Object.entries(settings)) args.push('-X', `${name}=${text}`);
  if (file !== undefined) args.push(file);
  const child = spawn('kcat', args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const words: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk));
  const ended = once(child, 'close') as Promise<[number | null]>;
  child.stdin.end(value);
  const [code] = await ended;
  if (code !== 0) throw new Error(`kcat: ${Buffer.concat(words).toString('utf8')}`);
}
