// The table `outbox`: records that a transaction decided to publish, until they are published.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OutboxMigration1 implements MigrationInterface {
  /** TypeORM orders migrations by the time at the end of their names. */
  readonly name = 'OutboxMigration1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    // A row lives for milliseconds: room in the page keeps its updates out of the index, and the vacuum comes early.
    await runner.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        records bytea not null,
        created_at timestamptz not null default now(),
        due_at timestamptz not null default now() + interval '2 seconds',
        refused text
      ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`);
    await runner.query(`comment on column outbox.records is 'the list of records, as JSON in UTF-8'`);
    await runner.query(
      `comment on column outbox.due_at is 'until then its process publishes it; after that any relay does'`,
    );
    await runner.query(
      `comment on column outbox.refused is 'why the broker will never take it; the row waits for a person'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}
