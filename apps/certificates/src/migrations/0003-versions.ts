// What people ask of versions: who entered the credential, and which version was cancelled before it was in force.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table certificate add column cancelled_version integer`,
  // Null: entered before this column.
  `alter table certificate_version add column entered jsonb`,
];

const DOWN = [
  'alter table certificate_version drop column entered',
  'alter table certificate drop column cancelled_version',
];

export class CertificateTables3 implements MigrationInterface {
  readonly name = 'CertificateTables31796126400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
