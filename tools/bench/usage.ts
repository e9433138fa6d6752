// CPU and memory of processes, from /proc.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

export interface Usage {
  cpuSeconds: number;
  rssMb: number;
}

/** Of a process and all its children, as PostgreSQL has them. Those that have ended count, too: else a pool that closes connections takes seconds away. */
export function usageOfFamily(pid: number): Usage {
  const pids = [pid, ...childrenOf(pid)];
  const usages = pids.map(usageOf);
  return {
    cpuSeconds: pids.reduce((sum, each) => sum + secondsIn(each, [...OWN, ...ENDED_CHILDREN]), 0),
    rssMb: usages.reduce((sum, usage) => sum + usage.rssMb, 0),
  };
}

/** Places of a process' own time, and of its children that have ended, behind the name in /proc/<pid>/stat: user and system, in ticks. */
const OWN = [11, 12] as const;
const ENDED_CHILDREN = [13, 14] as const;

function secondsIn(pid: number, places: readonly number[]): number {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0) / TICKS_PER_SECOND;
}

export function usageOf(pid: number): Usage {
  // Shared pages count once for each process in RSS; PSS would be fairer but is dear to read.
  const rssKb =
    Number(/^RssAnon:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) +
    Number(/^RssFile:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return { cpuSeconds: secondsIn(pid, OWN), rssMb: rssKb / 1_024 };
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const direct = pids.filter((pid) => {
    const stat = read(`/proc/${pid}/stat`);
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
  });
  return direct.flatMap((pid) => [pid, ...childrenOf(pid)]);
}

/** Processes come and go while we look. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
