// Of two facts about a binding the one that was decided last counts, and of those of one time the one that was told last.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Places1700000000006 implements MigrationInterface {
  readonly name = 'Places1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table withdrawal add column decided_at_ms bigint not null default 0, add column place bigint not null default 0',
    );
    await runner.query('update withdrawal set decided_at_ms = at_ms');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table withdrawal drop column place, drop column decided_at_ms');
  }
}
