// What a failover, a change of roles, a migration beside living statements and lost statements look like to a caller: nothing is the event's
// fault, the connection goes, and the next try succeeds as soon as the database is well again.
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { type OwnDatabase, ownDatabase } from '../../fixtures/own-database';
import type { Database } from './database';
import { DatabasePart } from './database-part';
import { openDatabase } from './opening/open';
import { sql } from './sql';

const insert = sql('failover.insert', 'insert into notes (id) values ($1)');
const all = sql('failover.all', 'select * from notes order by id');
const half = sql('failover.half', 'select pg_sleep($1)');

let own: OwnDatabase;
let database: Database;
let part: DatabasePart;

beforeEach(async () => {
  own = await ownDatabase();
  await own.run('create table notes (id text primary key)');
  database = await openDatabase({ url: own.url, migrations: [], poolSize: 3 });
  part = new DatabasePart();
  part.opened(database);
});
afterEach(async () => {
  await database.close();
  await own.drop();
});

const endBackends = () =>
  own.run(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
const setReadOnly = async (isReadOnly: boolean): Promise<void> => {
  const name = new URL(own.url).pathname.slice(1);
  await own.run(
    `set transaction read write; alter database ${name} set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`,
  );
};
/** Opens every connection of the pool, each with the statement prepared. */
const warm = (): Promise<unknown> =>
  Promise.all([1, 2, 3].map(() => database.transaction((tx) => tx.query(all, []))));
const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

it('FF 1.3: a database that became read-only is a trouble, said in its words, and its connections go', async () => {
  await setReadOnly(true);
  await endBackends();
  await warm().catch(() => undefined);
  await warm();
  expect(await outcomeOf(database.query(insert, ['a']))).toMatchObject({
    retriable: true,
    reason: '25006',
    message: 'the database is unavailable (25006: cannot execute INSERT in a read-only transaction)',
  });
  expect([await part.isReady(), part.waitsFor()]).toEqual([false, ['25006: the database is read-only']]);
  await setReadOnly(false);
  // No backend is ended: connections that were made before must not be met again.
  await database.query(insert, ['a']);
  await Promise.all(['b', 'c', 'd'].map((id) => database.query(insert, [id])));
  expect(await part.isReady()).toBe(true);
});

it('FF 1.4: a role that may not log in, or whose password changed, is waited out at run time', async () => {
  const role = `role_${randomBytes(6).toString('hex')}`;
  await own.run(`create role ${role} login password 'first'`);
  await own.run(`grant all on notes, migrations to ${role}`);
  const url = new URL(own.url);
  [url.username, url.password] = [role, 'first'];
  const database = await openDatabase({ url: url.href, migrations: [], poolSize: 1 });
  const watched = new DatabasePart();
  watched.opened(database);
  try {
    await own.run(`alter role ${role} nologin`);
    await endBackends();
    await outcomeOf(database.query(insert, ['a']));
    expect(await outcomeOf(database.query(insert, ['a']))).toMatchObject({
      retriable: true,
      reason: '28000',
    });
    expect([await watched.isReady(), watched.waitsFor()]).toEqual([
      false,
      [`28000: role "${role}" is not permitted to log in`],
    ]);
    await own.run(`alter role ${role} login`);
    await database.query(insert, ['a']);
    expect(await watched.isReady()).toBe(true);
  } finally {
    await database.close();
    await own.run(`drop owned by ${role}`);
    await own.run(`drop role ${role}`);
  }
});

it('FF 1.5: a migration under living statements costs each caller one try at most, and no connection a second', async () => {
  await warm();
  await own.run('alter table notes alter column id type varchar(64)');
  expect(await outcomeOf(database.query(all, []))).toMatchObject({
    retriable: true,
    reason: '0A000',
    losesConnection: true,
  });
  for (let turn = 0; turn < 6; turn++) await database.query(all, []);
});

it('FF 1.6: a prepared statement that is lost is a trouble of the connection', async () => {
  await database.transaction((tx) => tx.query(all, []));
  const deallocate = sql('failover.deallocate', 'deallocate all');
  await database.query(deallocate, []);
  expect(await outcomeOf(database.query(all, []))).toMatchObject({ retriable: true, reason: '26000' });
  expect(await database.query(all, [])).toEqual([]);
});

it('a table that is not there, or not ours, is waited out, and readiness says so although a probe would not see it', async () => {
  await own.run('alter table notes rename to hidden');
  expect(await outcomeOf(database.query(insert, ['a']))).toMatchObject({ retriable: true, reason: '42P01' });
  expect([await part.isReady(), part.waitsFor()]).toEqual([
    false,
    ['42P01: relation "notes" does not exist'],
  ]);
  await own.run('alter table hidden rename to notes');
  await database.query(insert, ['a']);
});

it('P5: a goodbye of the server on a connection that is lent out, thrown away or just made does not end the process', async () => {
  const pool = (database.dataSource.driver as unknown as { master: Pool }).master;
  const goodbye = Object.assign(new Error('terminating connection'), { code: '57P01' });
  await warm();
  const lent = await pool.connect();
  expect(lent.emit('error', goodbye)).toBe(true);
  lent.release(true);
  expect(lent.emit('error', goodbye)).toBe(true);
  const made = new Promise<boolean>((resolve) =>
    pool.once('connect', (client) => process.nextTick(() => resolve(client.emit('error', goodbye)))),
  );
  await Promise.all([outcomeOf(warm()), outcomeOf(warm())]);
  expect(await made).toBe(true);
  await database.query(all, []);
});

it('S2: a statement that ran into its time limit says that less at once may help', async () => {
  const impatient = await openDatabase({ url: own.url, migrations: [], limits: { statementTimeoutMs: 50 } });
  try {
    expect(await outcomeOf(impatient.query(half, [5]))).toMatchObject({
      retriable: true,
      isTooLarge: true,
      words: 'canceling statement due to statement timeout',
    });
  } finally {
    await impatient.close();
  }
});
