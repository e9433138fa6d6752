// A person may keep a lane from calling its vendor, for all pods and beyond a restart.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LanePauses1700000000012 implements MigrationInterface {
  readonly name = 'LanePauses1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table certificate add column paused_at_ms bigint, add column paused_by text, add column paused_because text',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table certificate drop column paused_at_ms, drop column paused_by, drop column paused_because',
    );
  }
}
