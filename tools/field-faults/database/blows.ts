// Blows against sessions, statements and locks while messages flow; and a process that is told to end while its database is away.
import { freePorts, until } from '@offline-push/parts';
import type { ServiceName } from '@offline-push/platform';
import { createServer, type Socket } from 'node:net';
import { administered } from '../clients/database';
import type { Fault } from '../fault';
import { must } from '../must';
import { flowsUnder } from './flow';

const SERVICES: readonly ServiceName[] = ['presence', 'device-bindings', 'dispatch'];
const blowOf = (name: string, row: string, blow: 'cancel' | 'terminate'): Fault => ({
  row,
  name,
  holds: 'every message rings once, and nothing becomes a dead letter',
  run: (scene) =>
    flowsUnder(scene, async (db) => {
      for (const service of SERVICES) await db[blow](service);
    }),
});

const LOCKS: Record<string, string> = {
  presence: 'lock table session in access exclusive mode',
  'device-bindings': 'lock table binding in access exclusive mode',
  dispatch: 'lock table target in access exclusive mode',
};
/** Longer than a statement may take. */
const LOCK_MS = 13_000;

const locked = SERVICES.map(
  (service): Fault => ({
    row: 'S2',
    name: `a table of ${service} is locked for longer than a statement may take (57014)`,
    holds: 'the message rings once when the lock is gone, and nothing becomes a dead letter',
    async run(scene) {
      const phone = scene.phone('locked');
      await scene.kills(phone);
      const since = scene.deadLetters.length;
      await administered(scene, async (db) => {
        const inside = await db.inside(service);
        await inside.query('begin');
        await inside.query(LOCKS[service] ?? '');
        const messageId = await scene.sends([phone]);
        await scene.passes(LOCK_MS);
        await inside.query('commit').finally(() => inside.end());
        await scene.mustHaveRung(messageId, phone, 30_000);
      });
      scene.mustHaveNoLetters(since);
    },
  }),
);

/** Told to end while its database does not answer. */
const endsWithout = (service: ServiceName, name: string, silent: boolean, withoutBroker = false): Fault => ({
  row: 'section 2',
  name,
  holds: 'the process answers its probes, says what it waits for, and ends within a second of SIGTERM',
  async run(scene) {
    const program = scene.platform.programs[service];
    const { DATABASE_URL = '', KAFKA_BROKERS = '' } = program.env;
    const away = await nowhere(silent);
    try {
      await program.stop();
      const url = new URL(DATABASE_URL);
      url.host = `127.0.0.1:${away.port}`;
      program.launch({
        DATABASE_URL: url.toString(),
        ...(withoutBroker && { KAFKA_BROKERS: url.host }),
      });
      const isLive = async (): Promise<true | undefined> =>
        (await scene.probe(service, 'live').catch(() => undefined))?.status === 200 ? true : undefined;
      await until(60_000, 'the live probe does not answer while the database is away', isLive, 100);
      await scene.passes(2_000);
      const { status, words } = await scene.probe(service, 'ready');
      must(status === 503 && /database/i.test(words), `the ready probe says ${status} ${words}`);
      const sinceMs = performance.now();
      await program.stop();
      const tookMs = Math.round(performance.now() - sinceMs);
      must(tookMs < 1_200, `it took ${tookMs} ms to end`);
    } finally {
      await program.stop();
      away.close();
      program.launch({ DATABASE_URL, KAFKA_BROKERS });
    }
  },
});

/** A port where nobody listens, or one that takes connections and never says a word. */
async function nowhere(silent: boolean): Promise<{ port: number; close: () => void }> {
  const [port = 0] = await freePorts(1);
  if (!silent) return { port, close: () => undefined };
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The server throws all sessions away and recovers, as after a crash of one of them or out of memory. */
const crash: Fault = {
  row: 'section 2',
  name: 'a session of PostgreSQL is killed (kill -9), and the server recovers, three times while messages flow (57P02, 57P03)',
  holds: 'every message rings once, and nothing becomes a dead letter',
  own: { durable: true }, // a server that may lose what it committed proves nothing
  deadlineMs: 180_000,
  async run(scene) {
    let turn = 0;
    await flowsUnder(scene, async () => {
      if (++turn % 12 !== 0) return;
      await administered(scene, async (db) => {
        process.kill(await db.backendPid(), 'SIGKILL');
      }).catch(() => undefined);
    });
  },
};

export const BLOWS: readonly Fault[] = [
  blowOf('statements are cancelled while messages flow (57014)', 'S2, section 2', 'cancel'),
  blowOf('sessions are ended while messages flow (57P01)', 'P5, section 2', 'terminate'),
  crash,
  ...locked,
  ...(['presence', 'device-bindings', 'dispatch', 'certificates'] as const).map((service) =>
    endsWithout(service, `SIGTERM to ${service} while nobody listens at its database`, false),
  ),
  ...(['presence', 'dispatch'] as const).map((service) =>
    endsWithout(service, `SIGTERM to ${service} while neither its database nor a broker exists`, false, true),
  ),
  endsWithout('presence', 'SIGTERM to presence while its database takes connections and is silent', true),
];
