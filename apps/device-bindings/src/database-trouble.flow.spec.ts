// Whatever happens to the database, no session change is lost: it waits in its partition and is saved when the database is well again.
import { deadLetter, type SessionChanged, sessionChanged } from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { aSessionChange } from '@offline-push/testing';
import { randomBytes } from 'node:crypto';
import { register } from 'prom-client';
import { Service } from '../fixtures/service';

jest.setTimeout(180_000);

const CHANGES = 40;
const saved = sql('spec.saved', 'select count(*)::int as count from session');
const DEADLINE_MS = 60_000;

let service: Service;
beforeEach(async () => void (service = await Service.open()));
afterEach(() => service.close());

const changes = (): SessionChanged[] =>
  Array.from({ length: CHANGES }, (_, i) =>
    aSessionChange({ user: `user-${i}`, change: i % 2 ? 'logged-out' : 'logged-in', atMs: service.nextMs() }),
  );

const savedSessions = async (): Promise<number> =>
  (await service.test.database.query<{ count: number }>(saved, []))[0]!.count;

/** How often the service met that trouble so far. */
async function met(reason: string): Promise<number> {
  const values = (await register.getSingleMetric('offline_push_db_troubles_total')!.get()).values;
  return values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error('it did not come true in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('P5 (a), FF 1.3: a database that is read-only for a while costs no session change and buries none', async () => {
  await service.start();
  await service.test.setReadOnly(true);
  await service.publish(sessionChanged, ...changes());
  await until(async () => (await met('25006')) >= 5);
  await service.test.setReadOnly(false);
  await until(async () => (await savedSessions().catch(() => 0)) === CHANGES);
  expect(service.bus.published(deadLetter)).toEqual([]);
});

it('S2: a slice that runs into the time limit of a statement is split until it fits', async () => {
  await service.start();
  const run = (text: string) =>
    service.test.database.query(sql(`spec.${randomBytes(6).toString('hex')}`, text), []);
  // A server that is so slow that only five rows fit into the limit.
  await run(
    `create function slow() returns trigger language plpgsql as
     'begin if (select count(*) from added) > 5 then raise query_canceled; end if; return null; end'`,
  );
  await run(
    'create trigger slow after insert on session referencing new table as added for each statement execute function slow()',
  );
  await service.publish(sessionChanged, ...changes());
  await until(async () => (await savedSessions()) === CHANGES);
  expect(service.bus.published(deadLetter)).toEqual([]);
  expect(await met('57014')).toBeGreaterThan(0);
});

it('P5 (b), FF 1.4: a role that may not log in for a while costs none either', async () => {
  const role = `role_${randomBytes(6).toString('hex')}`;
  const run = (text: string) =>
    service.test.database.query(sql(`spec.${randomBytes(6).toString('hex')}`, text), []);
  await run(`create role ${role} superuser login password 'p'`);
  const url = new URL(service.test.url);
  [url.username, url.password] = [role, 'p'];
  await service.start({ DATABASE_URL: url.href });
  await run(`alter role ${role} nologin`);
  await run(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
  await service.publish(sessionChanged, ...changes());
  await until(async () => (await met('28000')) >= 5);
  await run(`alter role ${role} login`);
  await until(async () => (await savedSessions()) === CHANGES);
  expect(service.bus.published(deadLetter)).toEqual([]);
  await service.shutDown();
  await run(`drop role ${role}`);
});
