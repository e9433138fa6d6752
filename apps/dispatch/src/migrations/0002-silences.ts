// What silences a target: the end of its session for good, a token that was replaced, a token that the vendor called dead.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // The end of a session is final: no later fact lifts it. next_*: the token that took the place of a replaced one.
  `alter table withdrawal
     add column is_final boolean not null default false,
     add column next_token text,
     add column next_token_hash text collate "C",
     add column next_certificate_id integer,
     add column next_vendor text`,
  `update withdrawal set is_final = true
   where token_hash = '' and is_withdrawn and cause in ('logged-out', 'kicked', 'invalidated')`,
  `create table dead_token (
     token_hash text collate "C" not null,
     certificate_id integer not null,
     dead_at_ms bigint not null,
     saved_at timestamptz not null default now(),
     primary key (token_hash, certificate_id)
   )`,
  // How often a target got another token while it waited: a claim of the target as it was before matches nothing.
  'alter table target add column readdressed integer not null default 0',
];

export class Silences1700000000002 implements MigrationInterface {
  readonly name = 'Silences1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dead_token');
    await runner.query('alter table target drop column readdressed');
    await runner.query(
      `alter table withdrawal drop column is_final, drop column next_token, drop column next_token_hash,
         drop column next_certificate_id, drop column next_vendor`,
    );
  }
}
