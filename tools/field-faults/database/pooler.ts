// All services behind PgBouncer in transaction mode: statements of a session go over any connection.
import { type Child, freePorts } from '@offline-push/parts';
import { SERVICES, type ServiceName } from '@offline-push/platform';
import { execFileSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, must } from '../fault';
import type { Scene } from '../scene';
import { flowsUnder } from './flow';

const MESSAGES = 300;

/** The setting that the documentation names. */
const POOLER = { DATABASE_POOLER: 'transaction' };

const pooled: Fault = {
  row: 'FF 1.6, S9',
  name: 'PgBouncer in transaction mode between all services and their databases, 300 messages at once',
  holds:
    'the services start and stay ready, every message rings once, logouts count, nothing becomes a dead letter',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    const { port } = await placed(scene);
    await Promise.all(SERVICES.map((service) => through(scene, service, port)));
    await scene.isWell();
    const since = scene.deadLetters.length;
    const phones = Array.from({ length: 50 }, () => scene.phone('pooled'));
    await scene.kills(...phones);
    const sent = await Promise.all(
      Array.from({ length: MESSAGES }, (_, i) => {
        const phone = phones[i % phones.length] ?? scene.phone('x');
        return scene.sends([phone]).then((messageId) => ({ phone, messageId }));
      }),
    );
    for (const { phone, messageId } of sent) {
      const fate = await scene.fate(messageId, phone, 60_000);
      must(fate === 'accepted', `${messageId} ended as ${fate}`);
      must((await scene.rang(messageId, phone)) === 1, `${messageId} did not ring once`);
    }
    const [leaves = scene.phone('x')] = phones;
    await scene.says(leaves, 'logged-out');
    await scene.becomes(leaves, 'logged-out');
    await scene.mustNotRing(leaves, 'logged-out', 'binding-ended');
    scene.mustHaveNoLetters(since);
    for (const service of SERVICES) {
      const said = /"(?:code|sqlstate|reason)":"(26000|42P05)"/.exec(scene.platform.programs[service].log);
      must(said === null, `${service} met ${said?.[1]}`);
    }
  },
};

const restarted: Fault = {
  row: 'FF 1.6, section 2',
  name: 'PgBouncer is killed and started anew, again and again, while messages flow',
  holds: 'every message rings once, and nothing becomes a dead letter',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    const place = await placeOf(scene);
    let pooler = await launched(scene, place);
    await Promise.all(SERVICES.map((service) => through(scene, service, place.port)));
    await scene.isWell();
    let turn = 0;
    await flowsUnder(scene, async () => {
      if (++turn % 8 !== 0) return;
      await pooler.end(turn % 16 === 0 ? 'SIGKILL' : 'SIGTERM', 5_000);
      await scene.passes(300);
      pooler = await launched(scene, place);
    });
  },
};

/** What happens to whoever has not read the documentation. */
const unset: Fault = {
  row: 'FF 1.6, S9',
  name: 'PgBouncer in transaction mode, and DATABASE_POOLER is not set',
  holds:
    'messages ring, or a service says in its probe which setting it needs; no dead letter, and nothing is lost',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    const { port } = await placed(scene);
    await Promise.all(SERVICES.map((service) => through(scene, service, port, {})));
    await scene.passes(10_000);
    const phones = Array.from({ length: 30 }, () => scene.phone('unset'));
    const logs = (): string => SERVICES.map((service) => scene.platform.programs[service].log).join('');
    try {
      await scene.isWell();
      await scene.kills(...phones);
      for (const phone of [...phones, ...phones]) await scene.mustRing(phone, 45_000);
    } catch (error) {
      must(logs().includes('DATABASE_POOLER'), `nobody names the setting, but: ${String(error)}`);
    }
    scene.mustHaveNoLetters(0);
  },
};

async function through(
  scene: Scene,
  service: ServiceName,
  port: number,
  env: Record<string, string> = POOLER,
): Promise<void> {
  const program = scene.platform.programs[service];
  const url = new URL(program.env['DATABASE_URL'] ?? '');
  url.port = String(port);
  await program.stop();
  program.launch({ DATABASE_URL: url.toString(), ...env });
}

interface Place {
  port: number;
  folder: string;
  settings: string;
  user: { uid: number; gid: number } | undefined;
}

async function placed(scene: Scene): Promise<Place> {
  const place = await placeOf(scene);
  await launched(scene, place);
  return place;
}

/** Debian's program, with few connections, so that sessions do share them. It refuses to run as root. */
async function placeOf(scene: Scene): Promise<Place> {
  const { parts } = scene.platform;
  const [port = 0] = await freePorts(1);
  const server = new URL(parts.databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), 'offline-push-pooler-'));
  parts.beforeStop(() => Promise.resolve(execFileSync('rm', ['-rf', folder])));
  const users = join(folder, 'users.txt');
  const settings = join(folder, 'pgbouncer.ini');
  writeFileSync(users, `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  writeFileSync(
    settings,
    [
      '[databases]',
      `* = host=${server.hostname} port=${server.port}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
      `auth_type = plain\nauth_file = ${users}`,
      'pool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 200\n',
    ].join('\n'),
  );
  const user = process.getuid?.() === 0 ? nobody() : undefined;
  if (user !== undefined) for (const file of [folder, users, settings]) chownSync(file, user.uid, user.gid);
  return { port, folder, settings, user };
}

async function launched(scene: Scene, { settings, user, folder }: Place): Promise<Child> {
  const pooler = scene.platform.parts.launch({
    name: 'pgbouncer',
    command: 'pgbouncer',
    args: [settings],
    user,
    cwd: folder,
  });
  await pooler.says(/process up/, 10_000);
  return pooler;
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export const POOLERS: readonly Fault[] = [pooled, restarted, unset];
