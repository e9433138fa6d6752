// Where the platform runs: what `npm start` wrote down, or what the environment says. For tools that talk to it from another terminal.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgramName, RoleName, ServiceName } from './names';

/** The file that `npm start` keeps while it runs. It holds API keys: 0600. Another one for a second start beside the first. */
export const RUNNING_FILE = process.env['RUNNING_FILE'] ?? join(__dirname, '../../../.running.json');

export interface Running {
  version: string;
  app: string;
  /** Vendor → id of its certificate. */
  certificates: Record<string, number>;
  brokers: string[];
  /** Name → base URL, of those that run. */
  services: Partial<Record<ServiceName, string>>;
  /** Name → base URL of its API. That of dispatch is not at its address in `services`, which is for vendors. */
  apis: Partial<Record<ServiceName, string>>;
  /** Where their health, metrics and API descriptions are. */
  operations: Partial<Record<ServiceName, string>>;
  /** Those that do not run at the moment: how they ended, and when. */
  down: Partial<Record<ProgramName, { ended: string; since: string }>>;
  sandbox: string;
  /** The pages for operators, and where one-time tokens for it are written. */
  console?: { url: string; tokensFile: string };
  apiKeys: Record<RoleName, string>;
  /** What the services read their callers from. */
  apiKeysFile: string;
  logs: string;
  pid: number;
  /** Name → process, of those that run. */
  pids: Partial<Record<ProgramName, number>>;
}

export function writeRunning(running: Running): void {
  writeFileSync(RUNNING_FILE, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
}

/** What `npm start` left behind if it was killed is removed, and said: its addresses lead nowhere. */
export function forgetEnded(tell: (line: string) => void = console.error): void {
  const pid = fileOf()?.pid;
  if (pid === undefined || lives(pid)) return;
  rmSync(RUNNING_FILE, { force: true });
  tell(
    `nothing is running: what ${RUNNING_FILE} named (process ${pid}) has ended, and the file is removed. Start it with npm start`,
  );
}

/** Undefined: nothing runs here. */
export function readRunning(): Running | undefined {
  forgetEnded();
  return fileOf();
}

/** Signal 0 only asks. A process of another user counts as alive, too. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function fileOf(): Running | undefined {
  try {
    return JSON.parse(readFileSync(RUNNING_FILE, 'utf8')) as Running;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export const NOTHING_RUNS = 'nothing is running: start it with npm start, or set KAFKA_BROKERS';
