// Webhooks, what waits for them or was sent to them, and who changed what. Pieces are JSON as text: nobody queries into them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table webhook (
     id text collate "C" primary key,
     app text collate "C" not null,
     name text not null,
     url text not null,
     events text[] not null,
     state text not null check (state in ('enabled', 'disabled', 'deleted')),
     because text,
     state_at_ms bigint not null,
     secrets text not null,
     revision integer not null,
     created_at_ms bigint not null,
     changed_at_ms bigint not null,
     dropped bigint not null default 0
   )`,
  'create index webhook_app on webhook (app, id)',
  // What is sent in order: all events of a user are in one shard. A row changes with each call, so its page keeps room for the next version.
  `create table webhook_shard (
     webhook text collate "C" not null,
     shard smallint not null,
     next_at_ms bigint,
     lease_until_ms bigint not null default 0,
     epoch integer not null default 0,
     failures integer not null default 0,
     failing_since_ms bigint,
     ok_at_ms bigint,
     last_answer text,
     last_failure text,
     primary key (webhook, shard)
   ) with (fillfactor = 50)`,
  // Up to 100 events of one shard, as they came. batch: the first piece of the request that it goes with, which never changes again.
  `create table webhook_piece (
     webhook text collate "C" not null,
     seq bigint generated always as identity,
     shard smallint not null,
     created_at_ms bigint not null,
     due_ms bigint not null,
     batch bigint,
     sent_at_ms bigint,
     count smallint not null,
     body text not null,
     primary key (webhook, seq)
   )`,
  `create index webhook_piece_waiting on webhook_piece (webhook, shard, batch, due_ms, seq) where sent_at_ms is null`,
  `create index webhook_piece_batch on webhook_piece (webhook, batch) where sent_at_ms is not null`,
  'create index webhook_piece_age on webhook_piece (webhook, created_at_ms)',
  `create table webhook_audit (
     id bigint generated always as identity primary key,
     app text collate "C" not null,
     webhook text not null,
     at_ms bigint not null,
     actor text not null,
     action text not null,
     before text,
     after text not null
   )`,
  'create index webhook_audit_of on webhook_audit (webhook, id)',
];

export class Webhooks1764555000000 implements MigrationInterface {
  readonly name = 'Webhooks1764555000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhook_audit, webhook_piece, webhook_shard, webhook');
  }
}
