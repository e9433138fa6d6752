// Who made which phone ring as a test, and when: the audit, what an Idempotency-Key is known by, and what the rate is counted from.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table test_push (
     app text collate "C" not null,
     message_id text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     actor text not null,
     body_hash text not null,
     even_if_online boolean not null,
     at timestamptz not null default now(),
     primary key (app, message_id)
   )`,
  `comment on table test_push is 'test pushes that operators asked for; the text is not kept'`,
  `create index test_push_at on test_push (app, at desc)`,
];

export class TestPushes1796083200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table test_push');
  }
}
