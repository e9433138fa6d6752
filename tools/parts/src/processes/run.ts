// One run of the parts: a folder, the processes started in it, and a watchdog that ends both when this tool ends, even by SIGKILL.
// What a run consists of (brokers, a database) is not known here.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Child, type Launch } from './child';
import { within } from '../within';

const script = join(__dirname, '..', '..', 'watchdog.sh');

/** The environment name by which a process is known to belong to a run. */
const RUN_MARK = 'OFFLINE_PUSH_RUN';

/** The watchdog gives everyone a second or two to end in order, then kills and removes. */
const CLOSE_DEADLINE_MS = 60_000;

export class Run {
  private readonly children = new Set<Child>();

  private constructor(
    readonly folder: string,
    private readonly watchdog: ChildProcess,
  ) {}

  /** Opens a run in a new folder below `runs`, after ending what earlier tools could not end. */
  static async open(runs: string): Promise<Run> {
    mkdirSync(runs, { recursive: true });
    await sweepDeadRuns(runs);
    const folder = join(runs, randomBytes(6).toString('hex'));
    const watchdog = spawn('sh', [script, 'open', folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
      env: unmarked(process.env),
    });
    await within(30_000, 'the watchdog did not start', heard(watchdog, 'watching'));
    letGo(watchdog);
    return new Run(folder, watchdog);
  }

  /** Starts a process of this run. Its output goes to `<name>.log` in the folder. */
  launch(launch: Omit<Launch, 'logFile'>): Child {
    const child = Child.launch({
      ...launch,
      env: { ...(launch.env ?? process.env), ...this.mark },
      logFile: join(this.folder, `${launch.name}.log`),
    });
    this.children.add(child);
    void child.ended.finally(() => this.children.delete(child));
    return child;
  }

  /** Environment for a process that is started elsewhere, but must not outlive this run either. */
  get mark(): Record<string, string> {
    return { [RUN_MARK]: this.folder };
  }

  /** Names a folder outside that goes with the run. Say it before making the folder, so that no instant leaves it behind. */
  alsoRemove(folder: string): void {
    appendFileSync(join(this.folder, 'elsewhere'), `${folder}\n`);
  }

  /** Ends every process of the run and removes its folders; resolves when nothing is left. */
  async close(): Promise<void> {
    if (this.watchdog.exitCode !== null) return;
    const ended = once(this.watchdog, 'exit');
    this.watchdog.stdin?.end();
    await within(CLOSE_DEADLINE_MS, `the run in ${this.folder} did not end`, ended);
    await Promise.all([...this.children].map((child) => child.ended));
  }
}

/** A run is alive as long as its watchdog is; a tool that starts cleans up after those that were killed together with theirs. */
export async function sweepDeadRuns(runs: string): Promise<string[]> {
  const dead = readdirSync(runs)
    .filter((name) => !name.endsWith('.new'))
    .map((name) => join(runs, name))
    .filter((folder) => !isWatched(folder));
  for (const folder of dead) {
    const sweep = spawn('sh', [script, 'sweep', folder], { stdio: 'ignore', env: unmarked(process.env) });
    await within(CLOSE_DEADLINE_MS, `an earlier run in ${folder} could not be ended`, once(sweep, 'exit'));
  }
  return dead;
}

function isWatched(folder: string): boolean {
  try {
    const pid = readFileSync(join(folder, 'watchdog.pid'), 'utf8').trim();
    return commandLine(pid).includes(`${script} open ${folder}`);
  } catch {
    return false; // no such file or no such process: nobody watches
  }
}

function commandLine(pid: string): string {
  if (!/^\d+$/.test(pid)) return '';
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return execFileSync('ps', ['-ww', '-o', 'args=', '-p', pid], { encoding: 'utf8' });
}

/** A run inside another tool's run has its own watchdog, and that one must survive to do its work. */
function unmarked(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, [RUN_MARK]: undefined };
}

function heard(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes(word) && resolve());
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the watchdog ended at once with code ${code}`)));
  });
}

/** The watchdog must not keep the tool alive: it is there to see it die. */
function letGo(watchdog: ChildProcess): void {
  watchdog.unref();
  watchdog.stdout?.destroy();
  (watchdog.stdin as unknown as { unref(): void }).unref();
  watchdog.stdin?.on('error', () => undefined); // the watchdog was killed: the next start sweeps instead
}
