// Fake and contender as processes of their own, and where the peers are installed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, type Parts, PARTS_FOLDER } from '@offline-push/parts';
import type { Numbers } from './meter';
import type { Orders } from './racer';
import type { StandOrders } from './stand';

const root = join(__dirname, '../..');
const peers = join(__dirname, 'peers');
const MANIFESTS = ['package.json', 'package-lock.json'];

const LISTENING = /^\{"url":"([^"]+)"\}$/m;
const START_DEADLINE_MS = 30_000;
const INSTALL_DEADLINE_MS = 300_000;
/** Beyond the measure: loading the code and the calls in flight. */
const END_DEADLINE_MS = 60_000;

/** A contender and a fake have a core each on the usual machine: helpers of one's garbage collector would run on the other's. */
const NODE_FLAGS = ['--single-threaded-gc'];
/** A fake keeps what it has not answered yet. With room for that it is the limit later: what is measured is the contender. */
const STAND_FLAGS = [...NODE_FLAGS, '--max-semi-space-size=64'];

interface Program {
  readonly file: string;
  readonly flags: readonly string[];
  readonly orders: object;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program of this folder in a process of its own. */
function launch(parts: Parts, name: string, { file, flags, orders, env }: Program): Child {
  return parts.launch({
    name,
    command: process.execPath,
    args: [
      ...flags,
      '-r',
      join(root, 'tools/build/register.cjs'),
      join(__dirname, file),
      JSON.stringify(orders),
    ],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    cwd: root,
  });
}

/** Starts a fresh fake, lets one contender send to it, and ends the fake. */
export async function race(
  parts: Parts,
  { tenant, delayMs, ...orders }: Omit<Orders, 'baseUrl'> & Pick<StandOrders, 'tenant' | 'delayMs'>,
): Promise<Numbers> {
  const name = `${orders.who}-${delayMs}`;
  const certificateFile = join(parts.folder, `${name}.pem`);
  const standOrders: StandOrders = { vendor: orders.vendor, tenant, delayMs, certificateFile };
  const stand = launch(parts, `stand-${name}`, { file: 'stand.ts', flags: STAND_FLAGS, orders: standOrders });
  try {
    await stand.says(LISTENING, START_DEADLINE_MS);
    const baseUrl = LISTENING.exec(stand.log)?.[1] ?? '';
    // Everybody's client trusts what Node trusts, and this for once.
    const env = { NODE_EXTRA_CA_CERTS: certificateFile };
    const racerOrders: Orders = { ...orders, baseUrl };
    const racer = launch(parts, name, { file: 'racer.ts', flags: NODE_FLAGS, orders: racerOrders, env });
    await racer.succeeds(orders.warmUpMs + orders.measureMs + END_DEADLINE_MS);
    return JSON.parse(racer.log.trimEnd().split('\n').at(-1) ?? '') as Numbers;
  } finally {
    await stand.end('SIGTERM', END_DEADLINE_MS);
  }
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
