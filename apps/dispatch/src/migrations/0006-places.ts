// Of two facts about a binding that have the same time, the one that was told later counts.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Places1700000000006 implements MigrationInterface {
  readonly name = 'Places1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table withdrawal add column place bigint not null default 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table withdrawal drop column place');
  }
}
