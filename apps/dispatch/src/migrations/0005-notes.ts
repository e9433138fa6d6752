// What was cut or repaired in a message at the door, so that every outcome can say it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notes1700000000005 implements MigrationInterface {
  readonly name = 'Notes1700000000005';

  /** A list of texts as JSON; null for nearly all messages. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message add column notes text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message drop column notes');
  }
}
