// Which pod asks a vendor for an access token. It is a row and no lock, because a lock would hold a connection while the vendor is silent.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TokenRenewals1700000000003 implements MigrationInterface {
  readonly name = 'TokenRenewals1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table access_token_renewal (
         certificate_id integer primary key,
         version integer not null,
         holder uuid not null,
         renewing_until timestamptz not null
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table access_token_renewal');
  }
}
