// What a certificate's life needs: when it was deleted, when somebody asked to look again, when its credential ends, and what dispatch and
// device-bindings say about it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table certificate add column deleted_at_ms bigint, add column resumed_at_ms bigint`,
  // Null: saved before this column, and not looked at yet.
  `alter table certificate_version add column ends jsonb`,
  // No reference to certificate: the topics may know a certificate before this database was restored to where it was.
  `create table certificate_judged (
     certificate_id integer primary key,
     version integer not null,
     state text not null,
     since_ms bigint not null,
     judged_at_ms bigint not null,
     code text,
     says text,
     try_again_at_ms bigint
   )`,
  `create table certificate_used (
     certificate_id integer primary key,
     bindings integer not null,
     counted_at_ms bigint not null
   )`,
  `create table expiry_told (
     certificate_id integer primary key references certificate (id),
     expires_at_ms bigint not null,
     days_left integer not null
   )`,
];

const DOWN = [
  'drop table expiry_told',
  'drop table certificate_used',
  'drop table certificate_judged',
  'alter table certificate_version drop column ends',
  'alter table certificate drop column deleted_at_ms, drop column resumed_at_ms',
];

export class CertificateTables2 implements MigrationInterface {
  readonly name = 'CertificateTables21796040000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
