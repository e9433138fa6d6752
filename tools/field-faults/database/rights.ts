// What an administrator takes away, and what others use up: rights, logins, connections, time. The services have roles of their own here,
// as in production: a superuser would not feel most of it.
import { SERVICES, type ServiceName } from '@offline-push/platform';
import pg from 'pg';
import { administered, type Administrator } from '../clients/database';
import { FrozenServer } from '../clients/server';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { flowsUnder } from './flow';
import { outlasts } from './window';

const FLOW = ['presence', 'device-bindings', 'dispatch'] as const satisfies readonly ServiceName[];
const HOLDS =
  'nothing becomes a dead letter, the message rings once, the logout and the login count, and the probe says what the server says';

const roleOf = (service: ServiceName): string => `role_${service.replaceAll('-', '_')}`;

/** Names cannot be parameters. */
const run = (client: pg.Client, sql: string): Promise<unknown> => client.query(sql);

/** Each service as a role that owns its tables and nothing else. */
async function asRoles(scene: Scene, db: Administrator): Promise<void> {
  for (const service of FLOW) {
    const program = scene.platform.programs[service];
    const url = new URL(program.env['DATABASE_URL'] ?? '');
    if (url.username === roleOf(service)) continue;
    await db.run(`create role ${roleOf(service)} login password 'field'`);
    const inside = await db.inside(service);
    await run(inside, `grant all on schema public to ${roleOf(service)}`);
    const { rows } = await inside.query<{ words: string }>(
      "select format('alter table %I owner to ', relname) as words from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
    );
    for (const { words } of rows) await run(inside, words + roleOf(service));
    await inside.end();
    url.username = roleOf(service);
    url.password = 'field';
    await program.restart({ DATABASE_URL: url.toString() });
  }
}

const prepared =
  (work: (scene: Scene, db: Administrator) => Promise<void>) =>
  (scene: Scene): Promise<void> =>
    administered(scene, async (db) => {
      await asRoles(scene, db);
      await scene.isWell();
      await work(scene, db);
    });

const OF: Record<(typeof FLOW)[number], string> = {
  presence: 'session',
  'device-bindings': 'binding',
  dispatch: 'target',
};

const noRight = FLOW.map(
  (service): Fault => ({
    row: 'section 2',
    name: `the rights on a table of ${service} are revoked (42501)`,
    holds: HOLDS,
    run: prepared(async (scene, db) => {
      const inside = await db.inside(service);
      try {
        await outlasts(scene, db, {
          services: [service],
          begin: async () => void (await run(inside, `revoke all on ${OF[service]} from ${roleOf(service)}`)),
          end: async () => void (await run(inside, `grant all on ${OF[service]} to ${roleOf(service)}`)),
          says: /permission denied/i,
        });
      } finally {
        await inside.end();
      }
    }),
  }),
);

const noLogin: Fault = {
  row: 'section 2',
  name: 'the roles of all services may no longer log in (28000)',
  holds: HOLDS,
  run: prepared((scene, db) =>
    outlasts(scene, db, {
      services: FLOW,
      begin: async () => {
        for (const service of FLOW) {
          await db.run(`alter role ${roleOf(service)} nologin`);
          await db.terminate(service);
        }
      },
      end: async () => {
        for (const service of FLOW) await db.run(`alter role ${roleOf(service)} login`);
      },
      says: /not permitted to log in/i,
    }),
  ),
};

const crowded: Fault = {
  row: 'section 2',
  name: 'others hold every connection of the server (53300)',
  holds: HOLDS,
  run: prepared(async (scene, db) => {
    await db.run(
      "do $$ begin create role crowd login password 'field'; exception when duplicate_object then null; end $$",
    );
    const url = db.url;
    url.username = 'crowd';
    url.password = 'field';
    const crowd: pg.Client[] = [];
    const join = async (): Promise<boolean> => {
      const one = new pg.Client({ connectionString: url.toString() });
      one.on('error', () => undefined);
      try {
        await one.connect();
        crowd.push(one);
        return true;
      } catch {
        return false;
      }
    };
    await outlasts(scene, db, {
      services: FLOW,
      begin: async () => {
        // A service that connects anew faster than others do would keep a place.
        for (const service of FLOW) {
          await db.run(`alter role ${roleOf(service)} nologin`);
          await db.terminate(service);
        }
        while (await join());
        for (const service of FLOW) await db.run(`alter role ${roleOf(service)} login`);
      },
      end: async () => {
        await Promise.all(crowd.map((one) => one.end().catch(() => undefined)));
      },
      says: /connection slots|too many/i,
    });
  }),
};

const FROZEN_MS = 20_000;

const frozen = [true, false].map(
  (withServer): Fault => ({
    row: 'section 2',
    name: withServer
      ? 'PostgreSQL hangs as a whole for 20 s (SIGSTOP)'
      : 'the sessions of PostgreSQL hang for 20 s (SIGSTOP), new ones work',
    holds:
      'no service ends, the message rings once afterwards, the logout counts, nothing becomes a dead letter',
    run: (scene) =>
      administered(scene, async (db) => {
        const [rings, leaves] = [scene.phone('frozen'), scene.phone('leaves')];
        await scene.kills(rings, leaves);
        const since = scene.deadLetters.length;
        const server = await FrozenServer.of(db);
        server.freeze(withServer);
        const ids: string[] = [];
        try {
          await scene.says(leaves, 'logged-out');
          for (let i = 0; i < 20; i++) ids.push(await scene.sends([rings]));
          await scene.passes(FROZEN_MS);
          for (const service of SERVICES) {
            must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
            must((await scene.probe(service, 'live')).status === 200, `${service} is not alive`);
          }
          if (withServer)
            for (const service of FLOW) {
              const { status, words } = await scene.probe(service, 'ready');
              must(status === 503 && /database/.test(words), `${service} says ${status} ${words}`);
            }
        } finally {
          server.thaw();
        }
        for (const id of ids) await scene.mustHaveRung(id, rings, 45_000);
        await scene.becomes(leaves, 'logged-out');
        await scene.mustNotRing(leaves, 'logged-out', 'binding-ended');
        scene.mustHaveNoLetters(since);
      }),
  }),
);

const LIMITS = [
  "statement_timeout = '30ms'",
  "lock_timeout = '1ms'",
  "idle_in_transaction_session_timeout = '20ms'",
  "idle_session_timeout = '100ms'",
  "transaction_timeout = '40ms'",
  "default_transaction_isolation = 'serializable'",
  "datestyle = 'SQL, DMY'",
  "timezone = 'Asia/Kolkata'",
  "bytea_output = 'escape'",
  "standard_conforming_strings = 'off'",
];

const limited = LIMITS.map(
  (limit): Fault => ({
    row: 'S2, section 2',
    name: `the administrator sets ${limit} for the whole server while messages flow`,
    holds: 'every message rings once, and nothing becomes a dead letter',
    run: (scene) =>
      administered(scene, async (db) => {
        const [name = ''] = limit.split(' ');
        await db.run('set transaction_timeout = 0'); // of the administrator's own session
        await db.run(`alter system set ${limit}`);
        await db.run('select pg_reload_conf()');
        try {
          await flowsUnder(scene, () => Promise.resolve());
        } finally {
          await db.run(`alter system reset ${name}`);
          await db.run('select pg_reload_conf()');
        }
      }),
  }),
);

const TABLES = {
  presence: ['session', 'outbox'],
  'device-bindings': ['binding', 'outbox'],
  dispatch: ['target', 'outbox'],
} as const;

const deadlocks: Fault = {
  row: 'S2, section 2',
  name: 'a job of an administrator locks the same tables the other way round (40P01)',
  holds: 'every message rings once, and nothing becomes a dead letter',
  run: (scene) =>
    administered(scene, async (db) => {
      await db.run("alter system set deadlock_timeout = '5ms'");
      await db.run('select pg_reload_conf()');
      const insides = await Promise.all(
        FLOW.map(async (service) => [service, await db.inside(service)] as const),
      );
      try {
        let turn = 0;
        await flowsUnder(scene, async () => {
          turn++;
          for (const [service, inside] of insides) {
            const tables = turn % 2 === 0 ? TABLES[service] : [...TABLES[service]].reverse();
            const lock = (table: string) => run(inside, `lock table ${table} in exclusive mode`);
            await inside.query('begin');
            await lock(tables[0] ?? '').catch(() => undefined);
            await scene.passes(15);
            await lock(tables[1] ?? '').catch(() => undefined);
            await inside.query('rollback');
          }
        });
      } finally {
        for (const [, inside] of insides) await inside.end();
        await db.run('alter system reset deadlock_timeout');
        await db.run('select pg_reload_conf()');
      }
    }),
};

export const RIGHTS: readonly Fault[] = [...frozen, ...limited, deadlocks, ...noRight, noLogin, crowded];
