// Repositories in a transaction of `Database`: their statements are part of it, in its deadlines, and their errors are its errors.
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type OwnDatabase, ownDatabase } from '../../fixtures/own-database';
import { PgBouncer } from '../../fixtures/pgbouncer';
import type { Database } from './database';
import { EpochMsColumn } from './epoch-ms-column';
import { openDatabase } from './opening/open';
import { sql } from './sql';

@Entity('note')
class Note {
  @PrimaryColumn('integer')
  id!: number;

  @Column('text')
  says!: string;

  @EpochMsColumn({ nullable: true })
  readAtMs!: number | null;
}

class Notes1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table note (id integer primary key, says text not null, read_at_ms bigint)');
  }
  async down(): Promise<void> {
    // Never run: migrations only go forward.
  }
}

const migrations = [Notes1790000000000];
const insert = sql('repositories.insert', 'insert into note (id, says) values ($1, $2)');
const read = sql('repositories.read', 'select says from note where id = $1');
const prepared = sql(
  'repositories.prepared',
  'select count(*)::int as count from pg_prepared_statements where statement like $1',
);
const noteOf = (id: number): Note => ({ id, says: 'x', readAtMs: 1_790_000_000_000 });

let own: OwnDatabase;
let pooler: PgBouncer;
let direct: Database;
let pooled: Database;
beforeAll(async () => {
  own = await ownDatabase();
  pooler = await PgBouncer.before(own.url, 3);
  direct = await openDatabase({ url: own.url, migrations, limits: { lockTimeoutMs: 50 } });
  pooled = await openDatabase({ url: pooler.url, migrations, pooler: 'transaction' });
});
beforeEach(() => own.run('delete from note'));
afterAll(async () => {
  await pooled?.close();
  await direct?.close();
  await pooler?.close();
  await own?.drop();
});

describe.each([
  ['directly', () => direct],
  ['through a pooler', () => pooled],
])('a repository %s', (_way, database) => {
  it('gives back what it took', async () => {
    await database().transaction((tx) => tx.repository(Note).save([noteOf(1), noteOf(2)]));
    const read = await database().snapshot((tx) => tx.repository(Note).find({ order: { id: 'ASC' } }));
    expect(read).toEqual([noteOf(1), noteOf(2)]);
  });

  it('sees the other statements of the transaction, and ends with them', async () => {
    const bug = new TypeError('our bug');
    const work = database().transaction(async (tx) => {
      await tx.query(insert, [1, 'by hand']);
      await tx.repository(Note).update({ id: 1 }, { says: 'by repository' });
      expect(await tx.query(read, [1])).toEqual([{ says: 'by repository' }]);
      await tx.repository(Note).save(noteOf(2));
      throw bug;
    });
    await expect(work).rejects.toBe(bug);
    expect(await own.run('select id from note')).toEqual([]);
  });

  it('tells wrong values as the driver does', async () => {
    await own.run(`insert into note (id, says) values (1, 'x')`);
    const twice = database().transaction((tx) => tx.repository(Note).insert(noteOf(1)));
    await expect(twice).rejects.toMatchObject({ name: 'error', code: '23505' });
  });

  it('takes no statement after the end', async () => {
    const leaked = await database().transaction(async (tx) => tx.repository(Note));
    await expect(leaked.find()).rejects.toThrow('came after the end of its transaction');
  });
});

it('a repository tells a trouble as `Database` does', async () => {
  await own.run(`insert into note (id, says) values (1, 'x')`);
  const lock = (database: Database, whenLocked: () => Promise<unknown>) =>
    database.transaction(async (tx) => {
      await tx.repository(Note).findOne({ where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
      await whenLocked();
    });
  await lock(pooled, () =>
    expect(lock(direct, async () => undefined)).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      reason: '55P03',
      isLocked: true,
    }),
  );
});

it('no statement of a repository stays on the connection', async () => {
  const left = await direct.transaction(async (tx) => {
    await tx.query(read, [1]);
    await tx.repository(Note).find();
    return [await tx.query(prepared, [read.text]), await tx.query(prepared, ['%"note"%'])];
  });
  expect(left).toEqual([[{ count: 1 }], [{ count: 0 }]]);
});

it('a snapshot sees one moment, and changes nothing', async () => {
  const seen = await direct.snapshot(async (tx) => {
    const before = await tx.repository(Note).count();
    await own.run(`insert into note (id, says) values (1, 'x')`);
    return [before, await tx.repository(Note).count()];
  });
  expect(seen).toEqual([0, 0]);
  const written = pooled.snapshot((tx) => tx.repository(Note).insert(noteOf(2)));
  await expect(written).rejects.toMatchObject({ reason: '25006' });
});
