// The newest fact of each kind about a phone, a certificate, or a lane.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // at_ms has a fraction, which orders records of one millisecond. A page keeps room for the next fact of its rows.
  `create table fact (
     kind text collate "C" not null,
     key text collate "C" not null,
     owner text collate "C" not null,
     at_ms float8 not null,
     body text not null,
     primary key (key, kind)
   ) with (fillfactor = 80)`,
  `create index fact_owner on fact (owner) where owner <> ''`,
  'create index fact_age on fact using brin (at_ms)',
];

export class Facts1764550000000 implements MigrationInterface {
  readonly name = 'Facts1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table fact');
  }
}
