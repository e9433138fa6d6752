// The facts behind bindings, and their history. Ids compare byte by byte; times are ms since 1970, as in the contracts.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table session (
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     login_at_ms bigint,
     end_at_ms bigint,
     end_cause text,
     primary key (app, user_id, device, session)
   )`,
  // For the cleaning of what ended long ago.
  'create index session_ended on session (end_at_ms) where end_at_ms is not null',
  // One row per session and token it ever reported ('' for push off): the last one is the session's binding, the others keep older
  // claims of other devices from coming back to life. A token may be too long for an index, its hash is not.
  `create table binding (
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     token_hash text collate "C" not null,
     kind text not null,
     certificate_id integer not null,
     token text not null,
     reported_at_ms bigint not null,
     waiting_since_ms bigint,
     primary key (app, user_id, device, session, token_hash)
   ) with (fillfactor = 80)`,
  `create index binding_token on binding (token_hash) where token_hash <> ''`,
  'create index binding_waiting on binding (waiting_since_ms) where waiting_since_ms is not null',
  `create table certificate (
     certificate_id integer primary key,
     app text collate "C" not null,
     vendor text not null,
     state text not null,
     effective_at_ms bigint not null,
     changed_at_ms bigint not null
   )`,
  `create table dead_token (
     token_hash text collate "C" primary key,
     dead_at_ms bigint not null
   )`,
  `create table binding_history (
     id bigint generated always as identity primary key,
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     change text not null,
     cause text not null,
     certificate_id integer,
     token_hash text collate "C",
     at_ms bigint not null,
     recorded_at_ms bigint not null
   )`,
  'create index binding_history_user on binding_history (app, user_id, id)',
];

const DOWN = [
  'drop table binding_history',
  'drop table dead_token',
  'drop table certificate',
  'drop table binding',
  'drop table session',
];

export class Bindings1795478400000 implements MigrationInterface {
  readonly name = 'Bindings1795478400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
