// How many bindings name each certificate, as last told, and who counts them when. Bindings are found by their certificate to move them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table certificate_use (
     certificate_id integer primary key,
     bindings integer not null
   )`,
  // One row. mark: what had been told when it was counted last; the same mark, the same counts.
  `create table binding_count (
     is_only boolean primary key default true check (is_only),
     mark text not null default '',
     next_at timestamptz not null default now()
   )`,
  'insert into binding_count default values',
  `create index binding_certificate on binding (certificate_id) where kind = 'token'`,
];

const DOWN = ['drop index binding_certificate', 'drop table binding_count', 'drop table certificate_use'];

export class Counts1796043600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
