// Takes out what nobody needs any more, in portions.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

/** A claim that keeps an older one of another device from coming back to life stays for as long as that one does. */
const FORGET_SESSIONS = sql(
  'forget-sessions',
  `with old as (
     select s.app, s.user_id, s.device, s.session from session s
     where s.end_at_ms < $1::bigint and coalesce(s.login_at_ms, 0) <= s.end_at_ms
     and not exists (
       select 1 from binding mine join binding other using (token_hash)
       where (mine.app, mine.user_id, mine.device, mine.session) = (s.app, s.user_id, s.device, s.session)
       and mine.token_hash <> '' and other.token_hash <> ''
       and (other.app, other.user_id, other.device) <> (mine.app, mine.user_id, mine.device)
       and other.reported_at_ms <= mine.reported_at_ms
     ) limit $2::int
   ), gone as (
     delete from binding b using old o
     where (b.app, b.user_id, b.device, b.session) = (o.app, o.user_id, o.device, o.session)
   )
   delete from session s using old o
   where (s.app, s.user_id, s.device, s.session) = (o.app, o.user_id, o.device, o.session)
   returning 1`,
);

const FORGET_DEATHS = sql(
  'forget-dead-tokens',
  `delete from dead_token d where dead_at_ms < $1::bigint
   and not exists (select 1 from binding b where b.token_hash = d.token_hash and b.token_hash <> '')`,
);

@Injectable()
export class ForgetStore {
  constructor(private readonly database: Database) {}

  /** How many sessions that ended before then were forgotten with their bindings, at most `limit`. */
  async forgetSessions(endedBeforeMs: number, limit: number): Promise<number> {
    return (await this.database.query(FORGET_SESSIONS, [endedBeforeMs, limit])).length;
  }

  async forgetDeadTokens(deadBeforeMs: number): Promise<void> {
    await this.database.query(FORGET_DEATHS, [deadBeforeMs]);
  }
}
