// When sessions logged in: the end of a device's newest session silences its older ones, which may never have ended.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // The fraction of the ms tells the logins of one batch apart.
  `create table session_login (
     app text collate "C" not null,
     user_id text collate "C" not null,
     device text collate "C" not null,
     session text collate "C" not null,
     login_at_ms float8 not null,
     primary key (app, user_id, device, session)
   )`,
  'create index session_login_age on session_login using brin (login_at_ms)',
  // Asked for with each claim, and nearly always empty: a device that nobody was logged out of has no row.
  `create index withdrawal_ended on withdrawal (app, user_id, device) where token_hash = '' and is_final`,
];

export class SessionLogins1700000000008 implements MigrationInterface {
  readonly name = 'SessionLogins1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index withdrawal_ended');
    await runner.query('drop table session_login');
  }
}
