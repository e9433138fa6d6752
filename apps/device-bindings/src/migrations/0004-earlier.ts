// What a session said of a phone before its last report: its end decides which of them counts (docs/adr/0028).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Earlier1796040000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table binding add column earlier jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table binding drop column earlier');
  }
}
