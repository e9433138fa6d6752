// A command of the repository as a person types it, in another terminal beside the running platform.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { must } from '../must';
import type { Scene } from '../scene';

const root = join(__dirname, '../../..');

export interface Said {
  code: number;
  text: string;
}

export async function command(scene: Scene, tool: string, ...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, ['tools/run.mjs', tool, ...args], {
    cwd: root,
    // What a developer may have running beside is nobody's business here.
    env: { ...process.env, KAFKA_BROKERS: scene.brokers.join(','), RUNNING_FILE: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

export function mustSay({ text }: Said, words: RegExp): void {
  must(words.test(text), `it said: ${text.slice(0, 1_000)}`);
}
