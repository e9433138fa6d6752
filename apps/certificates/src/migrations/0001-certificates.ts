// The tables of this service. Times are milliseconds since 1970 in bigint, as in the contracts; secrets are sealed before they come here.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table app (
     id text primary key,
     name text not null,
     created_at_ms bigint not null
   )`,
  // Numbers are drawn outside of transactions: gaps are harmless, a number used twice is not. An integer is what the contract allows.
  `create sequence certificate_id as integer`,
  `create table certificate (
     id integer primary key,
     app text not null references app (id),
     vendor text not null,
     name text not null,
     state text not null check (state in ('enabled', 'disabled')),
     revision integer not null,
     changed_at_ms bigint not null
   )`,
  `create index certificate_by_app on certificate (app, id)`,
  `create table certificate_version (
     certificate_id integer not null references certificate (id),
     version integer not null,
     effective_at_ms bigint not null,
     settings jsonb not null,
     credential jsonb not null,
     credential_version integer not null,
     primary key (certificate_id, version)
   )`,
  `create table audit (
     id bigint generated always as identity primary key,
     app text not null,
     certificate_id integer,
     at_ms bigint not null,
     actor text not null,
     action text not null,
     before jsonb,
     after jsonb not null
   )`,
  `create index audit_by_app on audit (app, id)`,
  `create table answered_request (
     app text not null,
     caller text not null,
     key text not null,
     body_hash text not null,
     answer jsonb not null,
     answered_at_ms bigint not null,
     primary key (app, caller, key)
   )`,
  `create index answered_request_by_time on answered_request (answered_at_ms)`,
];

const DOWN = [
  'drop table answered_request',
  'drop table audit',
  'drop table certificate_version',
  'drop table certificate',
  'drop sequence certificate_id',
  'drop table app',
];

export class CertificateTables1 implements MigrationInterface {
  readonly name = 'CertificateTables1795478400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
