// The sandbox and the contenders as processes of their own, and where the peers are installed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, type Parts, PARTS_FOLDER } from '@offline-push/parts';
import type { Numbers } from './meter';
import type { Orders } from './racer';

const root = join(__dirname, '../..');
const peers = join(__dirname, 'peers');
const MANIFESTS = ['package.json', 'package-lock.json'];

const START_DEADLINE_MS = 30_000;
const INSTALL_DEADLINE_MS = 300_000;
/** Beyond the measure: loading the code and the calls in flight. */
const END_DEADLINE_MS = 60_000;

/** Runs one of our TypeScript programs in a process of its own. */
function launch(
  parts: Parts,
  name: string,
  program: string,
  args: string[],
  env: Record<string, string>,
): Child {
  return parts.launch({
    name,
    command: process.execPath,
    args: ['-r', join(root, 'tools/build/register.cjs'), join(root, program), ...args],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    cwd: root,
  });
}

/** Where it listens. */
export async function startSandbox(parts: Parts): Promise<string> {
  const child = launch(parts, 'vendor-sandbox', 'apps/vendor-sandbox/src/main.ts', [], {
    SANDBOX_LOG_FILE: join(parts.folder, 'vendor-calls.ndjson'),
  });
  const said = /"event":"listening".*"url":"([^"]+)"/;
  await child.says(said, START_DEADLINE_MS);
  return said.exec(child.log)?.[1] ?? '';
}

export async function race(parts: Parts, orders: Orders): Promise<Numbers> {
  const name = `${orders.who}-${Date.now()}`;
  const racer = launch(parts, name, 'tools/bench-vendor/racer.ts', [JSON.stringify(orders)], {});
  await racer.succeeds(orders.warmUpMs + orders.measureMs + END_DEADLINE_MS);
  return JSON.parse(racer.log.trimEnd().split('\n').at(-1) ?? '') as Numbers;
}

/** The folder that has the peers in its node_modules; made once for each lockfile. */
export async function installedPeers(parts: Parts): Promise<string> {
  const lock = createHash('sha256')
    .update(readFileSync(join(peers, 'package-lock.json')))
    .digest('hex');
  const folder = join(PARTS_FOLDER, 'bench-vendor', lock.slice(0, 12));
  if (existsSync(folder)) return folder;
  const almost = `${folder}.${process.pid}`;
  try {
    mkdirSync(almost, { recursive: true });
    for (const manifest of MANIFESTS) cpSync(join(peers, manifest), join(almost, manifest));
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    await parts.launch({ name: 'npm', command: 'npm', args, cwd: almost }).succeeds(INSTALL_DEADLINE_MS);
    renameSync(almost, folder);
  } finally {
    rmSync(almost, { recursive: true, force: true });
  }
  return folder;
}
