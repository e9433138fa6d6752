// How a run ends, with small processes in the place of brokers. The tool that is killed is a real one: fixtures/tool.cjs.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Run, sweepDeadRuns } from './run';
import { until } from '../within';

const DEADLINE_MS = 10_000;

/** Lets Node read the tool's TypeScript. */
const typescript = join(__dirname, '../../../build/register.cjs');

let runs: string;
const tools: ChildProcess[] = [];

beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'runs-'));
});

afterEach(async () => {
  for (const tool of tools.splice(0)) tool.kill('SIGKILL');
  await isEmpty();
  rmSync(runs, { recursive: true });
});

const isEmpty = () =>
  until(DEADLINE_MS, 'the run was not removed', () => readdirSync(runs).length === 0 || undefined);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Starts a tool with a run of two processes, one of them a grandchild, one of them deaf to SIGINT and SIGTERM. */
async function aTool(): Promise<{ tool: ChildProcess; pids: number[]; folder: string; outside: string }> {
  const tool = spawn(process.execPath, ['-r', typescript, join(__dirname, '../../fixtures/tool.cjs'), runs], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  tools.push(tool);
  const [line] = (await once(tool.stdout!, 'data')) as [Buffer];
  return { tool, ...(JSON.parse(line.toString()) as { pids: number[]; folder: string; outside: string }) };
}

describe('a run', () => {
  it('leaves neither process nor folder when it is closed', async () => {
    const run = await Run.open(runs);
    const child = run.launch({ name: 'sleeper', command: 'sleep', args: ['600'] });
    await run.close();
    expect(child.isRunning).toBe(false);
    expect(readdirSync(runs)).toEqual([]);
  });

  it('ends also what was frozen', async () => {
    const run = await Run.open(runs);
    const child = run.launch({ name: 'sleeper', command: 'sleep', args: ['600'] });
    child.signal('SIGSTOP');
    await run.close();
    expect(child.isRunning).toBe(false);
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with everything in it when its tool dies of %s',
    async (signal) => {
      const { tool, pids, folder, outside } = await aTool();
      expect(pids.map(isAlive)).toEqual([true, true]);
      tool.kill(signal);
      await isEmpty();
      expect(pids.map(isAlive)).toEqual([false, false]);
      expect(existsSync(folder)).toBe(false);
      expect(existsSync(outside)).toBe(false);
    },
    DEADLINE_MS * 2,
  );

  it('is ended by the next tool when its watchdog was killed as well', async () => {
    const { tool, pids, folder } = await aTool();
    process.kill(Number(readFileSync(join(folder, 'watchdog.pid'), 'utf8')), 'SIGKILL');
    tool.kill('SIGKILL');
    await once(tool, 'exit');
    expect(pids.map(isAlive)).toEqual([true, true]);
    expect(await sweepDeadRuns(runs)).toEqual([folder]);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('is left alone by other tools while its own lives', async () => {
    const { pids } = await aTool();
    expect(await sweepDeadRuns(runs)).toEqual([]);
    expect(pids.map(isAlive)).toEqual([true, true]);
  });

  it('hits no process that merely got an old number or names the folder', async () => {
    const { tool, folder } = await aTool();
    const bystander = spawn('sh', ['-c', 'sleep 600; true', folder], { stdio: 'ignore', detached: true });
    try {
      tool.kill('SIGKILL');
      await isEmpty();
      expect(isAlive(bystander.pid!)).toBe(true);
    } finally {
      process.kill(-bystander.pid!, 'SIGKILL');
    }
  });
});

describe('a process of a run', () => {
  it('tells with the end of its log why it did not come up', async () => {
    const run = await Run.open(runs);
    const child = run.launch({ name: 'broken', command: 'sh', args: ['-c', 'echo no such luck; exit 3'] });
    await expect(child.says(/ready/, DEADLINE_MS)).rejects.toThrow(/broken ended \(code 3\)\nno such luck/);
    await run.close();
  });

  it('tells that it could not be started at all', async () => {
    const run = await Run.open(runs);
    const child = run.launch({ name: 'absent', command: join(runs, 'no-such-program'), args: [] });
    await expect(child.succeeds(DEADLINE_MS)).rejects.toThrow(/absent ended \(.*ENOENT/);
    await run.close();
  });

  it('does not take the log of its last life for that of this one', async () => {
    const run = await Run.open(runs);
    const start = (text: string) =>
      run.launch({ name: 'twice', command: 'sh', args: ['-c', `echo ${text}; sleep 600`] });
    const first = start('ready');
    await first.says(/ready/, DEADLINE_MS);
    await first.end('SIGKILL', 0);
    await expect(start('starting').says(/ready/, 300)).rejects.toThrow('did not say');
    await run.close();
  });
});

it('a shell reads the watchdog without complaint', () => {
  execFileSync('sh', ['-n', join(__dirname, '../../watchdog.sh')]);
});
