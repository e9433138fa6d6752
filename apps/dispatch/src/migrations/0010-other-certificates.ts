// A phone may be reached by the same token under another certificate from now on: what waits under the one before goes there.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OtherCertificates1700000000010 implements MigrationInterface {
  readonly name = 'OtherCertificates1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table withdrawal add column from_certificate_id integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table withdrawal drop column from_certificate_id');
  }
}
