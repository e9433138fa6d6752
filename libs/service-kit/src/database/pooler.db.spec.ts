// The database through PgBouncer in transaction mode: every transaction may run on another connection of the server.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type OwnDatabase, ownDatabase } from '../../fixtures/own-database';
import { PgBouncer } from '../../fixtures/pgbouncer';
import type { Database } from './database';
import { type DatabaseOptions, openDatabase } from './opening/open';
import { sql } from './sql';

class Notes1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table notes (id int primary key)');
    await runner.query('select pg_sleep(0.3)');
    await runner.query(`create table limits as select current_setting('lock_timeout') as lock`);
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

const echo = sql('pooler.echo', 'select $1::int as number');
const insert = sql('pooler.insert', 'insert into notes (id) values ($1)');
const limits = sql(
  'pooler.limits',
  `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
     current_setting('idle_in_transaction_session_timeout') as idle`,
);
const sleep = sql('pooler.sleep', 'select pg_sleep($1)');

let own: OwnDatabase;
let pooler: PgBouncer;
const opened: Database[] = [];

beforeEach(async () => {
  own = await ownDatabase();
  pooler = await PgBouncer.before(own.url, 3);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
  await pooler.close();
  await own.drop();
});

async function open(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await openDatabase({
    ...{ url: pooler.url, migrations: [Notes1790000000000], pooler: 'transaction' },
    ...options,
  });
  opened.push(database);
  return database;
}

it('FF 1.6, S9: 200 transactions at once over three connections of the server all succeed', async () => {
  const pods = await Promise.all([open(), open({ migrations: [] })]);
  const numbers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      i % 2 === 0
        ? pods[i % 4 === 0 ? 0 : 1]!.query<{ number: number }>(echo, [i])
        : pods[0]!.transaction((tx) => tx.query<{ number: number }>(echo, [i])),
    ),
  );
  expect(numbers.flat().map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, i) => i));
});

it('the limits count for each transaction, and stay with nobody else', async () => {
  const database = await open({ limits: { statementTimeoutMs: 2_000, lockTimeoutMs: 1_000 } });
  const mine = [{ statement: '2s', lock: '1s', idle: '2s' }];
  expect(await database.query(limits, [])).toEqual(mine);
  expect(await database.transaction((tx) => tx.query(limits, []))).toEqual(mine);
  const other = await openDatabase({
    url: pooler.url,
    migrations: [],
    pooler: 'transaction',
    limits: { lockTimeoutMs: 77 },
  });
  opened.push(other);
  expect(await other.query(limits, [])).toEqual([{ statement: '10s', lock: '77ms', idle: '10s' }]);
  expect(await database.query(limits, [])).toEqual(mine);
});

it('a statement has its deadline, and what it did is not done', async () => {
  const database = await open({ limits: { statementTimeoutMs: 100 } });
  await expect(
    database.transaction(async (tx) => {
      await tx.query(insert, [1]);
      await tx.query(sleep, [5]);
    }),
  ).rejects.toMatchObject({ reason: '57014', isTooLarge: true });
  expect(await own.run('select id from notes')).toEqual([]);
});

it('pods that start together migrate once, within the limits of migrations, and no lock is left', async () => {
  await Promise.all([open(), open(), open()]);
  expect(await own.run('select lock from limits')).toEqual([{ lock: '3s' }]);
  const held = `select count(*)::int as held from pg_locks where locktype = 'advisory'
     and database = (select oid from pg_database where datname = current_database())`;
  expect(await own.run(held)).toEqual([{ held: 0 }]);
});

it('without the setting the start ends at once and names it', async () => {
  await expect(open({ pooler: 'none' })).rejects.toMatchObject({
    message: expect.stringMatching(/unsupported startup parameter.*DATABASE_POOLER=transaction/) as string,
  });
});
