import { type MigrationClass, sql } from '@offline-push/service-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { aDatabase } from './a-database';

class Notes1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table notes (id text primary key)');
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

class Broken1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('insert into nowhere values (1)');
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

const insert = sql('notes.insert', 'insert into notes values ($1)');
const list = sql('notes.list', 'select id from notes');
const exists = sql('spec.exists', 'select 1 as is from pg_database where datname = $1');
const ours = sql('spec.ours', "select datname from pg_database where datname like 'test\\_%'");
const nameOf = (url: string) => new URL(url).pathname.slice(1);

it('is migrated, apart from every other, and gone when dropped, even while someone is connected', async () => {
  const [mine, theirs] = await Promise.all([
    aDatabase([Notes1790000000000]),
    aDatabase([Notes1790000000000]),
  ]);
  await mine.database.query(insert, ['x']);
  expect(await mine.database.query(list, [])).toEqual([{ id: 'x' }]);
  expect(await theirs.database.query(list, [])).toEqual([]);
  await mine.drop();
  expect(await theirs.database.query(exists, [nameOf(mine.url)])).toEqual([]);
  expect(await theirs.database.query(exists, [nameOf(theirs.url)])).toHaveLength(1);
  await theirs.drop();
});

it('leaves nothing behind when a migration fails', async () => {
  const witness = await aDatabase([]);
  const names = async () =>
    (await witness.database.query<{ datname: string }>(ours, [])).map((row) => row.datname);
  const made = jest.fn<void, [string]>();
  const spy: MigrationClass = class Spy1790000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      const [row] = (await runner.query('select current_database() as name')) as { name: string }[];
      made(row!.name);
    }
    async down(): Promise<void> {
      // Never run: migrations only go forward.
    }
  };
  await expect(aDatabase([spy, Broken1790000000001])).rejects.toMatchObject({ code: '42P01' });
  expect(made).toHaveBeenCalledTimes(1);
  expect(await names()).not.toContain(made.mock.calls[0]![0]);
  await witness.drop();
});
