import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type OwnDatabase, ownDatabase } from '../../../fixtures/own-database';
import { Proxy } from '../../../fixtures/proxy';
import { openDatabase } from './open';
import { sql } from '../sql';

class Numbers1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table numbers (number int)');
    // Long enough that a second pod without the lock would be in the middle of it.
    await runner.query('select pg_sleep(0.2)');
    await runner.query('insert into numbers values (1)');
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

class Numbers1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('insert into numbers values (2)');
    await runner.query('insert into no_such_table values (2)');
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

const numbers = sql('spec.numbers', 'select number from numbers order by number');

let own: OwnDatabase;
beforeEach(async () => void (own = await ownDatabase()));
afterEach(() => own.drop());

it('pods that start together migrate once', async () => {
  const open = () => openDatabase({ url: own.url, migrations: [Numbers1790000000001], poolSize: 1 });
  const pods = await Promise.all([open(), open(), open()]);
  try {
    expect(await pods[0]!.query(numbers, [])).toEqual([{ number: 1 }]);
  } finally {
    await Promise.all(pods.map((pod) => pod.close()));
  }
});

it("S2: a server's limit for transactions ends none of ours", async () => {
  await own.run(`alter database ${new URL(own.url).pathname.slice(1)} set transaction_timeout = '50ms'`);
  const database = await openDatabase({ url: own.url, migrations: [Numbers1790000000001], poolSize: 1 });
  try {
    const slow = sql('spec.slow', 'select pg_sleep(0.1)');
    const rows = await database.transaction(async (tx) => {
      await tx.query(slow, []);
      return tx.query(numbers, []);
    });
    expect(rows).toEqual([{ number: 1 }]);
  } finally {
    await database.close();
  }
});

it('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  await expect(
    openDatabase({ url: own.url, migrations: [Numbers1790000000001, Numbers1790000000002] }),
  ).rejects.toMatchObject({
    code: '42P01',
  });
  expect(await own.run('select number from numbers')).toEqual([{ number: 1 }]);
  expect(await own.run('select name from migrations')).toEqual([{ name: 'Numbers1790000000001' }]);
  const held = `select count(*)::int as held from pg_locks where locktype = 'advisory'
     and database = (select oid from pg_database where datname = current_database())`;
  expect(await own.run(held)).toEqual([{ held: 0 }]);
});

it('the start waits for a database that is away and goes on when it is back', async () => {
  const proxy = await Proxy.to(own.url);
  let refused = 0;
  proxy.onRequest(() => (++refused < 4 ? 'cut' : 'pass'));
  const database = await openDatabase({
    url: proxy.url,
    migrations: [Numbers1790000000001],
    startDeadlineMs: 20_000,
  });
  expect(await database.query(numbers, [])).toEqual([{ number: 1 }]);
  expect(refused).toBeGreaterThan(3);
  await database.close();
  await proxy.close();
});

it('the start gives up at its deadline', async () => {
  const proxy = await Proxy.to(own.url);
  proxy.onRequest(() => 'cut');
  await expect(openDatabase({ url: proxy.url, migrations: [], startDeadlineMs: 500 })).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
    retriable: true,
  });
  await proxy.close();
});

it('a wrong password or a missing database does not wait', async () => {
  const url = `${own.url}_that_is_missing`;
  await expect(openDatabase({ url, migrations: [], startDeadlineMs: 60_000 })).rejects.toMatchObject({
    code: '3D000',
  });
});
