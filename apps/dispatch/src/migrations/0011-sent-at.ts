// When a message was sent, for those who tell its story: attempts, outcomes and receipts name it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SentAt1700000000011 implements MigrationInterface {
  readonly name = 'SentAt1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message add column sent_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message drop column sent_at');
  }
}
