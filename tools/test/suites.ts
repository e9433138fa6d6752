// Counts the passed and failed tests of a suite, and names those that failed. A skipped test counts as failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const SEQUENCER = join(__dirname, 'shares.cjs');

export interface Result {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
  /** Each test that failed: its file, its name and what was wrong, in a few lines. */
  failures: readonly string[];
}

type Counts = Omit<Result, 'name' | 'seconds'>;

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Enough to name a fault. The whole of it is where the suite ran. */
const FAILURE_LINES = 12;

/** Far beyond the slowest suite: one that hangs is ended and counts as failed. */
const SUITE_DEADLINE_MS = 900_000;
/** Jest waits for ever for what a test left open; its results are there by then. */
const END_DEADLINE_MS = 60_000;
const LOOK_MS = 200;

/** Runs at most `count` of them at once, and answers in their order. */
export async function atMost<T>(count: number, jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const rest = jobs.entries();
  const inTurn = async (): Promise<void> => {
    for (const [index, job] of rest) results[index] = await job();
  };
  await Promise.all(Array.from({ length: count }, inTurn));
  return results;
}

/** A command is one test: it passes with exit code 0. Others run beside it, so it is heard out before it is shown. */
export async function runCommand(name: string, [command = '', ...args]: string[]): Promise<Result> {
  const startedAt = Date.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(SUITE_DEADLINE_MS),
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.once('close', resolve);
  });
  const text = Buffer.concat(said).toString('utf8').trimEnd();
  console.log(`\n— ${name}\n${text}`);
  const counts = code === 0 ? PASSED : { ...FAILED, failures: [lastLines(text)] };
  return { name, ...counts, seconds: secondsSince(startedAt) };
}

export interface Beside {
  /** Each takes its share of the spec files, and runs them one after the other. */
  processes?: number;
  endDeadlineMs?: number;
}

export async function runJest(
  name: string,
  args: string[],
  env: Record<string, string>,
  { processes = 1, endDeadlineMs = END_DEADLINE_MS }: Beside = {},
): Promise<Result> {
  const startedAt = Date.now();
  console.log(`\n— ${name}`);
  const shares = await Promise.all(
    Array.from({ length: processes }, (_, index) => {
      const share = ['--runInBand', '--testSequencer', SEQUENCER, '--shard', `${index + 1}/${processes}`];
      return runShare([...args, ...share], env, endDeadlineMs);
    }),
  );
  const sum = (key: 'passed' | 'failed'): number => shares.reduce((total, share) => total + share[key], 0);
  const failures = shares.flatMap((share) => share.failures);
  return { name, passed: sum('passed'), failed: sum('failed'), seconds: secondsSince(startedAt), failures };
}

async function runShare(args: string[], env: Record<string, string>, endDeadlineMs: number): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'offline-push-jest-'));
  const file = join(folder, 'report.json');
  try {
    const jest = ['node_modules/jest/bin/jest.js', ...args, '--json', '--outputFile', file];
    return countsOf(file, await runNode(jest, env, { file, endDeadlineMs }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Asynchronous, so that signals and the broker's watch go on while the suite runs. Once it has written its results it has to end: something
 * that a test left open is a failure, and no reason to wait.
 */
function runNode(
  args: string[],
  env: Record<string, string>,
  { file, endDeadlineMs }: { file: string; endDeadlineMs: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env },
    });
    const deadline = setTimeout(() => child.kill('SIGKILL'), SUITE_DEADLINE_MS);
    const look = setInterval(() => {
      if (!existsSync(file)) return;
      clearInterval(look);
      end = setTimeout(() => {
        console.error(`its results are there, but it did not end within ${endDeadlineMs / 1000} s`);
        child.kill('SIGKILL');
      }, endDeadlineMs);
    }, LOOK_MS);
    let end: NodeJS.Timeout | undefined;
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(deadline);
      clearTimeout(end);
      clearInterval(look);
      resolve(code ?? 1);
    });
  });
}

const PASSED: Counts = { passed: 1, failed: 0, failures: [] };
const FAILED: Counts = { passed: 0, failed: 1, failures: [] };

function countsOf(file: string, code: number): Counts {
  if (!existsSync(file)) return { ...FAILED, failures: [`it ended with code ${code} and without results`] };
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failures = failuresOf(report);
  if (skipped > 0) failures.push(`${skipped} tests were skipped`);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
  if (failed > 0 || code === 0) return { passed: report.numPassedTests, failed, failures };
  // A crash after the tests, or no test at all, is a failure too.
  return {
    passed: report.numPassedTests,
    failed: 1,
    failures: [`all passed, but it ended with code ${code}`],
  };
}

function failuresOf({ testResults }: JestReport): string[] {
  return testResults.flatMap(({ name: path, status, message, assertionResults }) => {
    const name = relative(process.cwd(), path);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}\n${firstLines(message)}`];
    return failed.map((each) => `${name}: ${each.fullName}\n${firstLines(each.failureMessages.join('\n'))}`);
  });
}

const linesOf = (text: string): string[] => stripVTControlCharacters(text).split('\n');
const firstLines = (text: string): string => linesOf(text).slice(0, FAILURE_LINES).join('\n');
const lastLines = (text: string): string => linesOf(text).slice(-FAILURE_LINES).join('\n');

const secondsSince = (startedAt: number): number => Math.round((Date.now() - startedAt) / 1000);
