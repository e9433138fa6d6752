// A click that a vendor reports before the arrival waits longer than that, so that the arrival may pass it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WebhookStages1764635000000 implements MigrationInterface {
  readonly name = 'WebhookStages1764635000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table webhook_piece add stage smallint not null default 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table webhook_piece drop stage');
  }
}
