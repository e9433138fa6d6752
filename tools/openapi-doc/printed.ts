// Gets the description of a service's API, without a database and a broker: only readable settings are needed.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');
const DEADLINE_MS = 60_000;
const MAX_BYTES = 16 * 1024 * 1024;

export const SERVICES = [
  'certificates',
  'presence',
  'device-bindings',
  'dispatch',
  'delivery-log',
  'vendor-sandbox',
] as const;

/** Nobody is asked at these addresses, and the key opens nothing. */
const ENVIRONMENT = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  KAFKA_BROKERS: '127.0.0.1:1',
  SEAL_KEYS: JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32).toString('base64') }] }),
  DISPATCH_PUBLIC_URL: 'https://push.example.com',
};

export async function printedBy(service: string): Promise<string> {
  const compiler = join(root, 'tools/build/register.cjs');
  const main = join(root, 'apps', service, 'src/main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', compiler, main, '--print-openapi'], {
    env: { PATH: process.env['PATH'], ...ENVIRONMENT },
    cwd: root,
    timeout: DEADLINE_MS,
    maxBuffer: MAX_BYTES,
  });
  return stdout;
}
