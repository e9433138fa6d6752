// Keeps when sessions logged in, to know which of two sessions of a device is newer. A session without a row counts as the oldest.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type Login, sessionKeyOf } from './logins';

// Of repeated logins of one session the first counts.
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
    // All pods lock the rows in the same order, so that they do not deadlock.
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
