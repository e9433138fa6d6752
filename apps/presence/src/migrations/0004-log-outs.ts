// Who logged which device out, and when: the audit.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table log_out (
     id bigint generated always as identity primary key,
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     actor text not null,
     at timestamptz not null default now()
   )`,
  `comment on table log_out is 'devices that operators logged out'`,
  `create index log_out_at on log_out (app, at desc)`,
];

export class LogOuts1796169600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table log_out');
  }
}
