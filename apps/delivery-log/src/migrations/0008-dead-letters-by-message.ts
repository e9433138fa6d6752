// Dead letters of a message, for its diagnosis.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeadLettersByMessage1764600000000 implements MigrationInterface {
  readonly name = 'DeadLettersByMessage1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index dead_letter_message on dead_letter (message_id) where message_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index dead_letter_message');
  }
}
