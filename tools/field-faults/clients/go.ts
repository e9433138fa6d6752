// A Go producer, built from this folder's `go`, kept alive and fed by lines. Its library comes through Go's module proxy, which not every
// machine reaches: then the faults that use it are named as not tried.
import { PARTS_FOLDER, type Parts } from '@offline-push/parts';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BUILD_DEADLINE_MS = 180_000;
const PROGRAM = join(PARTS_FOLDER, 'field-faults-go');

/** Builds the program; the answer says why it cannot, or nothing. */
export function lacksGo(): string | undefined {
  const { error, status, stderr } = spawnSync('go', ['build', '-o', PROGRAM, '.'], {
    cwd: join(__dirname, 'go'),
    encoding: 'utf8',
    timeout: BUILD_DEADLINE_MS,
  });
  if (error !== undefined) return 'there is no go on this machine';
  return status === 0 ? undefined : `go cannot build its producer: ${stderr}`;
}

export interface Go {
  send(topic: string, key: string, value: string): Promise<void>;
  stop(): void;
}

export function startGo(parts: Parts, codec: string): Go {
  const child = spawn(PROGRAM, [parts.brokers.join(','), codec], {
    env: { ...process.env, ...parts.mark },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout });
  const coded = (text: string): string => Buffer.from(text).toString('base64');
  return {
    async send(topic, key, value) {
      const answer = once(lines, 'line', { signal: AbortSignal.timeout(30_000) });
      child.stdin.write(`${topic}\t${coded(key)}\t${coded(value)}\n`);
      const [said] = (await answer) as [string];
      if (said !== 'ok') throw new Error(`the Go producer: ${said}`);
    },
    stop: () => child.kill('SIGKILL'),
  };
}
