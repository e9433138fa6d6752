// Free ports on 127.0.0.1. They lie below the range from which systems draw ports for outgoing connections (Linux from 32768, others from
// 49152): a broker that was killed finds its port still free when it comes back, however many clients have connected meanwhile.
// Seconds pass until somebody listens on a port that was found, so it is claimed by a file until the process that asked for it ends: two
// platforms that start at one time never get the same one.
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES_PER_PORT = 50;
const CLAIMS = join(tmpdir(), `offline-push-ports-${userInfo().uid}`);

const claimed = new Set<string>();

/** Throws if there are not so many between 20,000 and 32,000. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let tries = 0; found.length < count; tries += 1) {
    if (tries > count * TRIES_PER_PORT)
      throw new Error(`no ${count} free ports between ${LOWEST} and ${HIGHEST}`);
    const port = randomInt(LOWEST, HIGHEST);
    if (claim(port) && (await isFree(port))) found.push(port);
  }
  return found;
}

/** Answers whether the port is ours now. A claim of a process that has ended is taken away, and its port is free at the next try. */
export function claim(port: number): boolean {
  const file = join(CLAIMS, String(port));
  mkdirSync(CLAIMS, { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
  if (claimed.size === 0)
    process.once('exit', () => claimed.forEach((each) => rmSync(each, { force: true })));
  claimed.add(file);
  return true;
}

function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // The process lives but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
