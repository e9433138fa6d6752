// Which of two sessions of a device is the newer one. A session that is not listed logged in before all that are.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type Login, sessionKeyOf } from './logins';

// A login that is told again is the same login.
const SAVE = sql(
  'save-session-logins',
  `insert into session_login as l (app, user_id, device, session, login_at_ms)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[])
   on conflict (app, user_id, device, session) do update set login_at_ms = excluded.login_at_ms
   where excluded.login_at_ms < l.login_at_ms`,
);

@Injectable()
export class SessionLoginStore {
  constructor(private readonly database: Database) {}

  async save(logins: readonly Login[]): Promise<void> {
    if (logins.length === 0) return;
    // Rows are locked in one order by all pods.
    const sorted = logins.map((login) => ({ ...login, order: sessionKeyOf(login) })).sort(byOrder);
    await this.database.query(SAVE, [
      sorted.map(({ app }) => app),
      sorted.map(({ user }) => user),
      sorted.map(({ device }) => device),
      sorted.map(({ session }) => session),
      sorted.map(({ loginAtMs }) => loginAtMs),
    ]);
  }
}

const byOrder = (a: { order: string }, b: { order: string }): number => (a.order < b.order ? -1 : 1);
