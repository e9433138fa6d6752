// Who was erased, by whose wish, and how far that is; and for how many days each app keeps stories.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // The name is there until it is done; what stays says that there was an erasure. `who` is a hash of app and user.
  `create table erasure (
     id bigint generated always as identity primary key,
     app text collate "C" not null,
     who text collate "C" not null,
     user_id text,
     until_ms bigint not null,
     asked_by text not null,
     step text not null,
     place text not null,
     stories integer not null default 0,
     lookups integer not null default 0,
     facts integer not null default 0,
     letters integer not null default 0,
     done_at_ms bigint
   )`,
  'create index erasure_who on erasure (who, until_ms desc)',
  'create index erasure_app on erasure (app, id)',
  'create index erasure_open on erasure (id) where done_at_ms is null',
  `create table app_keeping (
     app text collate "C" primary key,
     keep_days smallint not null,
     set_at_ms bigint not null,
     set_by text not null
   )`,
  `create table cleared_day (
     app text collate "C" not null,
     day smallint not null,
     primary key (app, day)
   )`,
];

export class Erasures1764590000000 implements MigrationInterface {
  readonly name = 'Erasures1764590000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table cleared_day, app_keeping, erasure');
  }
}
