// A database that refuses: read-only after a failover, another password, closed for connections, another type under living statements.
import type { ServiceName } from '@offline-push/platform';
import { administered, type Administrator } from '../clients/database';
import type { Fault } from '../fault';
import { outlasts } from './window';

const SERVICES: readonly ServiceName[] = ['presence', 'device-bindings', 'dispatch'];
const HOLDS =
  'nothing becomes a dead letter, the message rings once, the logout and the login count, and the probe says what the server says';

const set = async (db: Administrator, service: ServiceName, words: string): Promise<void> => {
  await db.alterDatabase(service, words);
  await db.terminate(service);
};

const readOnly = SERVICES.map(
  (service): Fault => ({
    row: 'FF 1.3, P5',
    name: `the database of ${service} is read-only (25006)`,
    holds: HOLDS,
    ...(service === 'presence' && { short: true as const }),
    run: (scene) =>
      administered(scene, (db) =>
        outlasts(scene, db, {
          services: [service],
          begin: () => set(db, service, 'set default_transaction_read_only = on'),
          end: () => set(db, service, 'reset default_transaction_read_only'),
          says: /read-only/i,
        }),
      ),
  }),
);

const closed = SERVICES.map(
  (service): Fault => ({
    row: 'P5',
    name: `the database of ${service} takes no connections (55000)`,
    holds: HOLDS,
    run: (scene) =>
      administered(scene, (db) =>
        outlasts(scene, db, {
          services: [service],
          begin: () => set(db, service, 'with allow_connections false'),
          end: () => db.alterDatabase(service, 'with allow_connections true'),
          says: /not currently accepting connections/i,
        }),
      ),
  }),
);

const password: Fault = {
  row: 'FF 1.4, P5',
  name: 'the password is rotated under all services (28P01)',
  holds: HOLDS,
  run: (scene) =>
    administered(scene, async (db) => {
      const { username, password } = new URL(scene.platform.parts.databaseUrl);
      const rotate = async (to: string): Promise<void> => {
        await db.run(`alter role ${username} password '${to}'`);
        for (const service of SERVICES) await db.terminate(service);
      };
      await outlasts(scene, db, {
        services: SERVICES,
        begin: () => rotate('another'),
        end: () => db.run(`alter role ${username} password '${password}'`),
        says: /password authentication failed/i,
      });
    }),
};

/** A column that is read by statements with a plan; the type grows, as in a harmless migration. */
const COLUMNS: Partial<Record<ServiceName, string>> = {
  presence: 'alter table session alter column platform type varchar(65)',
  'device-bindings': 'alter table binding alter column token type varchar(4097)',
  dispatch: 'alter table target alter column token type varchar(4097)',
};

const migrated = SERVICES.map(
  (service): Fault => ({
    row: 'FF 1.5',
    name: `a column of ${service} gets another type under living statements (0A000)`,
    holds: 'nothing becomes a dead letter, and messages ring as before',
    async run(scene) {
      const phone = scene.phone('migrated');
      await scene.kills(phone);
      for (let i = 0; i < 3; i++) await scene.mustRing(phone);
      const since = scene.deadLetters.length;
      await administered(scene, async (db) => {
        const inside = await db.inside(service);
        await inside.query(COLUMNS[service] ?? '').finally(() => inside.end());
      });
      for (let i = 0; i < 3; i++) await scene.mustRing(phone);
      await scene.says(phone, 'connected');
      await scene.becomes(phone, 'online');
      await scene.says(phone, 'logged-out');
      await scene.becomes(phone, 'logged-out');
      await scene.mustNotRing(phone, 'logged-out', 'binding-ended');
      scene.mustHaveNoLetters(since);
    },
  }),
);

export const REFUSALS: readonly Fault[] = [...readOnly, ...closed, password, ...migrated];
