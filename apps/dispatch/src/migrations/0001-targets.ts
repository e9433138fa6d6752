// The ledger of dispatch: messages, their targets, withdrawals and the copy of certificates.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Content is JSON as text: PostgreSQL's jsonb refuses escapes that JSON allows, and nobody queries into it.
  `create table message (
     message_key text collate "C" primary key,
     app text collate "C" not null,
     message_id text not null,
     conversation text not null,
     content_hash text not null,
     content text not null,
     expires_at timestamptz not null,
     traceparent text
   )`,
  // due_at is when the row is up for (another) claim: a waiting row gives its first process a head start,
  // a claimed row waits for the end of its lease, a parked row for its next attempt.
  `create table target (
     target_id text collate "C" primary key,
     message_key text collate "C" not null,
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     vendor text not null,
     certificate_id integer not null,
     token text not null,
     token_hash text collate "C" not null,
     expires_at timestamptz not null,
     state text not null,
     due_at timestamptz not null,
     epoch integer not null default 0,
     attempts integer not null default 0,
     in_doubt integer not null default 0,
     may_have_rung boolean not null default false,
     alone boolean not null default false,
     parked_for text,
     code text,
     vendor_message_id text
   ) with (fillfactor = 80)`,
  `create index target_due on target (certificate_id, due_at)
     where state in ('waiting', 'claimed', 'parked')`,
  // A vendor's receipt names the message and a token; a message may have very many targets.
  'create index target_message on target (message_key, token_hash)',
  // Block ranges cost next to nothing to keep; only the cleaning of old rows reads them.
  'create index target_age on target using brin (expires_at)',
  'create index message_age on message using brin (expires_at)',
  // One token of a session, or all of them ('') when the session itself ended.
  `create table withdrawal (
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     token_hash text collate "C" not null,
     is_withdrawn boolean not null,
     cause text not null,
     at_ms bigint not null,
     saved_at timestamptz not null default now(),
     primary key (app, user_id, device, session, token_hash)
   )`,
  `create table certificate (
     certificate_id integer primary key,
     changed_at_ms bigint not null,
     copy text not null,
     broken_version integer
   )`,
  `create table access_token (
     certificate_id integer primary key,
     version integer not null,
     box text not null
   )`,
];

export class Targets1700000000001 implements MigrationInterface {
  readonly name = 'Targets1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table access_token, certificate, withdrawal, target, message');
  }
}
