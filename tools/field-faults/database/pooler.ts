// All services behind PgBouncer in transaction mode: statements of a session go over any connection.
import { type Child, freePorts } from '@offline-push/parts';
import { SERVICES, type ServiceName } from '@offline-push/platform';
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { flowsUnder } from './flow';

const MESSAGES = 300;

/** As administrators write it whose other clients set limits too. */
const LENIENT =
  'ignore_startup_parameters = extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout,options';

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

/** What happens to whoever has not read the documentation; many set their pooler so that it takes any client. */
const unset = [false, true].map(
  (isLenient): Fault => ({
    row: 'FF 1.6, S9',
    name: `PgBouncer in transaction mode${isLenient ? ', which ignores what it does not know' : ''}, and DATABASE_POOLER is not set`,
    holds: 'every message rings once, or a service names the setting; no dead letter, and nothing is lost',
    own: {},
    deadlineMs: 240_000,
    async run(scene) {
      const { port } = await placed(scene, isLenient ? LENIENT : '');
      const phones = Array.from({ length: 20 }, () => scene.phone('unset'));
      await scene.kills(...phones);
      await Promise.all(SERVICES.map((service) => through(scene, service, port, {})));
      const sent = await Promise.all(
        phones.map(async (phone) => [await scene.sends([phone]), phone] as const),
      );
      await scene.passes(15_000);
      const said = SERVICES.map((service) => scene.platform.programs[service].log).join('');
      if (said.includes('DATABASE_POOLER'))
        await Promise.all(SERVICES.map((service) => through(scene, service, port)));
      await scene.isWell();
      for (const [id, phone] of sent) await scene.mustHaveRung(id, phone, 45_000);
      scene.mustHaveNoLetters(0);
    },
  }),
);

export async function through(
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

export async function placed(scene: Scene, more = ''): Promise<Place> {
  const place = await placeOf(scene, more);
  await launched(scene, place);
  return place;
}

/** Debian's program, with few connections, so that sessions do share them. It refuses to run as root. */
async function placeOf(scene: Scene, more = ''): Promise<Place> {
  const { parts } = scene.platform;
  const [port = 0] = await freePorts(1);
  const server = new URL(parts.databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), 'offline-push-pooler-'));
  parts.beforeStop(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
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
      more,
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
  await pooler.says(/process up/, 60_000);
  return pooler;
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export const POOLERS: readonly Fault[] = [pooled, restarted, ...unset];
