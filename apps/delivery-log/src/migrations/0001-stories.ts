// Stories, what they are found by, and the ledger. Stories are texts in a form of our own (story/packed.ts): nobody queries into them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // A row is written once or twice, so a page keeps room for a second version. Parts of more than 2 kB are compressed by PostgreSQL.
  `create table story (
     message bigint not null,
     day smallint not null,
     part smallint not null,
     body text not null,
     primary key (message, part, day)
   ) partition by list (day)`,
  // Keys are hashes: two ids may share one, and whoever looks one up compares.
  `create table lookup (
     key bigint not null,
     message bigint not null,
     sent_s integer not null,
     day smallint not null,
     part smallint not null
   ) partition by list (day)`,
  'create index lookup_key on lookup (key, sent_s)',
  `create table ledger (
     app text collate "C" not null,
     hour integer not null,
     due_hour integer not null,
     box text not null,
     reason text not null,
     count bigint not null,
     primary key (app, hour, due_hour, box, reason)
   )`,
];

export class Stories1764530000000 implements MigrationInterface {
  readonly name = 'Stories1764530000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger, lookup, story');
  }
}
