// One process of the platform: started from the build, awaited by its health, killed and started again on the same port.
import { type Child, type Ending, type Parts, until, type Watched } from '@offline-push/parts';
import { join } from 'node:path';
import { builtOf, type ProgramName } from './names';

/** As in the image: a service holds little for long, so small generations cost little time and keep it below 200 MB. */
const MEMORY = ['--max-old-space-size=160', '--max-semi-space-size=8'];

const root = join(__dirname, '../../..');
const READY_DEADLINE_MS = 90_000;
const STOP_DEADLINE_MS = 25_000;

export interface ProgramOptions {
  env: Record<string, string>;
  /** Answers 200 when the process is ready; at its operations port, if it has one. */
  readyPath: string;
  /** Where health and metrics are, if not at `url`. */
  opsUrl?: string;
  /** Where its API is, if that is not at `url`. */
  apiUrl?: string | undefined;
  /** Options for node itself. */
  nodeArgs?: readonly string[] | undefined;
}

export class Program {
  private child: Child | undefined;

  constructor(
    readonly name: ProgramName,
    readonly url: string,
    private readonly parts: Parts,
    private readonly how: ProgramOptions,
  ) {}

  get opsUrl(): string {
    return this.how.opsUrl ?? this.url;
  }

  get apiUrl(): string {
    return this.how.apiUrl ?? this.url;
  }

  get pid(): number | undefined {
    return this.child?.isRunning ? this.child.pid : undefined;
  }

  get log(): string {
    return this.child?.log ?? '';
  }

  /** The process for a supervisor, which notices its end and starts it again. */
  get watched(): Watched {
    return {
      name: this.name,
      ended: () => this.child?.ended,
      log: () => this.log,
      again: () => this.start(),
    };
  }

  /** How the process ended, if it did. */
  get ending(): Promise<Ending> | undefined {
    return this.child?.ended;
  }

  /** What of its environment is its own. */
  get env(): Readonly<Record<string, string>> {
    return this.how.env;
  }

  /** Starts the process, with other settings from now on; it need not be ready yet. */
  launch(env: Record<string, string> = {}): void {
    Object.assign(this.how.env, env);
    this.child = this.parts.launch({
      name: this.name,
      command: process.execPath,
      args: [...MEMORY, ...(this.how.nodeArgs ?? []), join(root, builtOf(this.name))],
      env: { PATH: process.env['PATH'] ?? '', ...this.how.env },
      cwd: root,
    });
  }

  async start(): Promise<void> {
    this.launch();
    await this.isReady();
  }

  /** Stops in order and starts again, with other settings from now on. */
  async restart(env: Record<string, string> = {}): Promise<void> {
    await this.stop();
    this.launch(env);
    await this.isReady();
  }

  /** Resolves when the process says that it is ready; rejects with the end of its log if it ends instead. */
  async isReady(): Promise<void> {
    await until(
      READY_DEADLINE_MS,
      `${this.name} did not become ready`,
      async () => {
        if (this.child?.isRunning === false) throw new Error(`${this.name} ended:`);
        return (await answersOk(`${this.opsUrl}${this.how.readyPath}`)) ? true : undefined;
      },
      50,
    ).catch((error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${this.tail()}`);
    });
  }

  /** By SIGKILL, so nothing is flushed or closed. */
  async kill(): Promise<void> {
    await this.child?.end('SIGKILL', 0);
  }

  async stop(): Promise<void> {
    await this.child?.end('SIGTERM', STOP_DEADLINE_MS);
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.signal(signal);
  }

  private tail(): string {
    return this.log.split('\n').slice(-15).join('\n');
  }
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Not listening yet: the caller asks again until its deadline.
    return false;
  }
}
