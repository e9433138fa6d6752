// Requests of webhooks go again in the order in which they went first; and an erasure counts what it took out of them. A request's number is
// that of its first piece, and a piece that was held may have a lower one than what went before it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WAITING = 'on webhook_piece (webhook, shard, %, due_ms, seq) where sent_at_ms is null';
const UP = [
  'create sequence webhook_turn',
  `select setval('webhook_turn', (select coalesce(max(seq), 1) from webhook_piece))`,
  // turn: of its request, in the order in which requests were made.
  'alter table webhook_piece add turn bigint',
  'update webhook_piece set turn = batch where batch is not null',
  'drop index webhook_piece_waiting',
  `create index webhook_piece_waiting ${WAITING.replace('%', 'turn')}`,
  'alter table erasure add hooks integer not null default 0',
];
const DOWN = [
  'alter table erasure drop hooks',
  'drop index webhook_piece_waiting',
  `create index webhook_piece_waiting ${WAITING.replace('%', 'batch')}`,
  'alter table webhook_piece drop turn',
  'drop sequence webhook_turn',
];

export class WebhookTurns1764630000000 implements MigrationInterface {
  readonly name = 'WebhookTurns1764630000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
