// Publishes a record with kcat, a client of another family (librdkafka) that knows nothing of our code.
import { spawnSync } from 'node:child_process';

const hasKcat = (): boolean => spawnSync('kcat', ['-V']).status === 0;

/** As root on Debian or Ubuntu kcat is installed; elsewhere the test says what is missing. */
export function ensureKcat(): void {
  if (hasKcat()) return;
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'kcat'],
  ])
    spawnSync('apt-get', args, { stdio: 'ignore' });
  if (!hasKcat()) throw new Error('kcat is not installed: apt-get install kcat, or brew install kcat');
}

export function kcat(brokers: readonly string[], topic: string, value: string): Promise<void> {
  const { status, stderr } = spawnSync('kcat', ['-b', brokers.join(','), '-P', '-t', topic, '-D', '\u0001'], {
    input: value,
    encoding: 'utf8',
  });
  return status === 0 ? Promise.resolve() : Promise.reject(new Error(`kcat: ${stderr}`));
}
