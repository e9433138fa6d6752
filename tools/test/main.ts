// Runs every suite against one real broker and one real PostgreSQL, and ends with the line that CI reads: `N passed, N failed`.
import { type Parts, startParts } from '@offline-push/parts';
import { availableParallelism } from 'node:os';
import { atMost, runCommand, runJest, type Result } from './suites';

const MINUTE_MS = 60_000;

/** Cheap suites first: what is wrong with a word should not wait for a broker. */
const COMMANDS: [name: string, command: string[]][] = [
  ['format', ['npm', 'run', '--silent', 'format:check']],
  ['lint', ['npm', 'run', '--silent', 'lint']],
  ['types', ['npm', 'run', '--silent', 'typecheck']],
  ['docs are what the contracts say', ['node', 'tools/run.mjs', 'topics-doc', '--check']],
  ['build', ['npm', 'run', '--silent', 'build']],
];

const CORES = availableParallelism();

interface Suite {
  name: string;
  args: string[];
  /** That share its files. */
  processes: number;
}

const SUITES: Suite[] = [
  {
    name: 'unit',
    args: ['--testPathIgnorePatterns', '\\.(db|flow|kafka|story)\\.spec\\.ts$', '/node_modules/'],
    // Some of them wait for processes, connections and clocks.
    processes: CORES + 1,
  },
  // Most of their time is waiting: for retries, deadlines, and elections among brokers of their own.
  {
    name: 'database, flow and kafka',
    args: ['--testPathPatterns', '\\.(db|flow|kafka)\\.spec\\.ts$'],
    processes: CORES + 2,
  },
  // Each of these has a whole platform of its own: ports, brokers and databases that no other has. While one waits, another works.
  { name: 'stories', args: ['--testPathPatterns', '\\.story\\.spec\\.ts$'], processes: 2 },
];

async function main(): Promise<void> {
  const startedAt = Date.now();
  const starting = startParts({ kafka: { brokers: 1 }, postgres: true });
  starting.catch(() => undefined); // whoever awaits it below hears of it
  const commands = COMMANDS.map((command) => () => runCommand(...command));
  const results: Result[] = await atMost(CORES, commands);
  const parts = await starting;
  try {
    const env = { KAFKA_BROKERS: parts.brokers.join(','), DATABASE_URL: parts.databaseUrl };
    for (const { name, args, processes } of SUITES)
      results.push(await runJest(name, args, env, { processes }));
  } finally {
    results.push(await stopped(parts));
  }
  report(results, Date.now() - startedAt);
}

/** What the suites said must not get lost where their broker does not end. */
async function stopped(parts: Parts): Promise<Result> {
  const startedAt = Date.now();
  const failures = await parts.stop().then(
    () => [],
    (error: unknown) => [String(error)],
  );
  const failed = failures.length;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return { name: 'parts end', passed: 1 - failed, failed, seconds, failures };
}

/** Whoever reads a log reads its end: what failed is said there once more. */
function report(results: readonly Result[], tookMs: number): void {
  for (const { name, failures } of results)
    for (const failure of failures) console.log(`\nFAILED in ${name}: ${failure}`);
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
    );
  }
  const sum = (key: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[key], 0);
  console.log(`${Math.round((tookMs / MINUTE_MS) * 10) / 10} minutes`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

main().catch((error: unknown) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
