// Floods an address from a process of its own, so that it takes its time from nobody here.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface FloodOptions {
  url: string;
  method?: 'GET' | 'POST';
  body?: string;
  sockets: number;
  ms: number;
  isIdle?: boolean;
}

/** Resolves with the answers by status when it is over. */
export async function floods(options: FloodOptions): Promise<Record<string, number>> {
  const given = { method: 'GET', body: '', isIdle: false, ...options };
  const register = join(__dirname, '../../build/register.cjs');
  const args = ['-r', register, join(__dirname, 'flooder.ts'), JSON.stringify(given)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the flood ended with ${code}`);
  return JSON.parse(said) as Record<string, number>;
}
