// `node tools/run.mjs jest <jest arguments>`: jest with a real broker and a real database at hand, and neither left behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { startParts, within } from '@offline-push/parts';

const root = join(__dirname, '..', '..');

/** Jest's workers end at once when they are told; a suite that hangs is killed by the watchdog. */
const END_DEADLINE_MS = 5_000;

async function main(): Promise<void> {
  const parts = await startParts({
    kafka: { brokers: 1 },
    postgres: true,
    onProgress: (line) => console.error(line),
  });
  const jest = spawn(
    process.execPath,
    [require.resolve('jest/bin/jest'), '--config', join(root, 'jest.config.cjs'), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        ...parts.mark,
        DATABASE_URL: parts.databaseUrl,
        KAFKA_BROKERS: parts.brokers.join(','),
      },
    },
  );
  const ended = once(jest, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  parts.beforeStop(async () => {
    jest.kill('SIGTERM');
    await within(END_DEADLINE_MS, 'jest did not end', ended).catch((error: unknown) => console.error(error));
  });
  const [code, signal] = await ended;
  await parts.stop();
  process.exitCode = code ?? 128 + constants.signals[signal ?? 'SIGTERM'];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
