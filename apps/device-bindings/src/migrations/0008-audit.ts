// What operators did to bindings, and when: the audit.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table act (
     id bigint generated always as identity primary key,
     app text collate "C" not null,
     actor text not null,
     action text not null,
     user_id text collate "C",
     device text collate "C",
     from_certificate integer,
     to_certificate integer,
     at timestamptz not null default now()
   )`,
  `comment on table act is 'what operators did to bindings'`,
  `create index act_app on act (app, id desc)`,
];

export class Audit1796173200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table act');
  }
}
