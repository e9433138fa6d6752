// What a process has taken of the processor, as Linux counts it.
import { readFileSync } from 'node:fs';

/** Linux counts in ticks of 10 ms. */
const TICK_MS = 10;
/** Behind the name in brackets: utime and stime, fields 14 and 15 of the whole line. */
const [USER, SYSTEM] = [11, 12];

/** Since its start. */
export function cpuMsOf(pid: number): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * TICK_MS;
}
