// Logins of one batch share their ms: the fraction of it says which was the last.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LoginOrder1796036400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table session alter column login_at_ms type float8');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table session alter column login_at_ms type bigint using floor(login_at_ms)');
  }
}
