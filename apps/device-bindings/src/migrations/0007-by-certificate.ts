// Bindings of a certificate are listed page by page, in the order of their users.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ByCertificate1796079600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index binding_certificate');
    await runner.query(
      `create index binding_certificate on binding (certificate_id, user_id, device, session, token_hash) where kind = 'token'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index binding_certificate');
    await runner.query(`create index binding_certificate on binding (certificate_id) where kind = 'token'`);
  }
}
