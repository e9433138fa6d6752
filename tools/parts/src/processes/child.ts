// A process of a run: started in its own session, so that Ctrl-C in the terminal reaches the tool alone and the tool decides in which
// order things end. Its output goes to a file, so that a busy tool never blocks it.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { until } from '../within';

export interface Launch {
  /** Names the log file and the process in error messages. */
  name: string;
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** PostgreSQL refuses to run as root. */
  user?: { uid: number; gid: number } | undefined;
  logFile: string;
}

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  error?: Error;
}

const TAIL_LINES = 20;

export class Child {
  readonly ended: Promise<Ending>;
  private ending: Ending | undefined;

  private constructor(
    readonly name: string,
    private readonly process: ChildProcess,
    private readonly logFile: string,
    private readonly logStart: number,
  ) {
    this.ended = new Promise((resolve) => {
      process.once('exit', (code, signal) => resolve((this.ending = { code, signal })));
      process.once('error', (error) => resolve((this.ending = { code: null, signal: null, error })));
    });
  }

  static launch({ name, command, args, env, cwd, user, logFile }: Launch): Child {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a');
    const logStart = statSync(logFile).size;
    try {
      const child = spawn(command, args, {
        stdio: ['ignore', log, log],
        detached: true,
        ...(env && { env }),
        ...(cwd && { cwd }),
        ...user,
      });
      child.unref();
      return new Child(name, child, logFile, logStart);
    } finally {
      closeSync(log);
    }
  }

  /** Absent if it could not even be started. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  get isRunning(): boolean {
    return this.ending === undefined;
  }

  /** What it has said since this start. */
  get log(): string {
    return readFileSync(this.logFile).subarray(this.logStart).toString('utf8');
  }

  /** Resolves once its log has this; rejects with the end of the log if it ends or stays silent instead. */
  async says(pattern: RegExp, deadlineMs: number): Promise<void> {
    await until(deadlineMs, `${this.name} did not say ${pattern}`, () => {
      if (pattern.test(this.log)) return true;
      if (this.ending) throw this.failure();
      return undefined;
    });
  }

  /** Resolves when it has ended well, rejects with the end of its log otherwise. */
  async succeeds(deadlineMs: number, meanwhile: (log: string) => void = () => undefined): Promise<void> {
    await until(
      deadlineMs,
      `${this.name} did not end`,
      () => {
        meanwhile(this.log);
        return this.ending;
      },
      100,
    ).catch(async (error: unknown) => {
      await this.end('SIGKILL', 0);
      throw error;
    });
    if (this.ending?.code !== 0) throw this.failure();
  }

  signal(signal: NodeJS.Signals): void {
    if (this.isRunning) this.process.kill(signal);
  }

  /** Asks it to end, and after the deadline no longer asks. */
  async end(signal: NodeJS.Signals, deadlineMs: number): Promise<Ending> {
    this.process.ref(); // else a tool that waits for nothing but this end is over before it
    this.signal(signal);
    const killed = setTimeout(() => this.signal('SIGKILL'), deadlineMs);
    try {
      return await this.ended;
    } finally {
      clearTimeout(killed);
    }
  }

  private failure(): Error {
    const tail = this.log.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
    const { code, signal, error } = this.ending ?? { code: null, signal: null };
    return new Error(`${this.name} ended (${error?.message ?? signal ?? `code ${code}`})\n${tail}`);
  }
}
