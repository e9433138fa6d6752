// Deletes old rows that cannot change a decision any more, in portions.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { SessionKey } from '../facts/facts';

/** True for a session none of whose reports is still needed. A device's last claim to a token is, while older claims of others exist. */
const NO_GUARD = `not exists (
  select 1 from binding mine
  where (mine.app, mine.user_id, mine.device, mine.session) = (s.app, s.user_id, s.device, s.session) and mine.token_hash <> ''
  and exists (
    select 1 from binding other where other.token_hash = mine.token_hash and other.token_hash <> ''
    and (other.user_id, other.device) <> (mine.user_id, mine.device) and other.reported_at_ms <= mine.reported_at_ms
  ) and not exists (
    select 1 from binding later where later.token_hash = mine.token_hash and later.token_hash <> ''
    and (later.app, later.user_id, later.device) = (mine.app, mine.user_id, mine.device) and later.reported_at_ms > mine.reported_at_ms
  )
)`;

const GONE = `gone as (
  delete from binding b using old o where (b.app, b.user_id, b.device, b.session) = (o.app, o.user_id, o.device, o.session)
), left_out as (
  delete from session s using old o where (s.app, s.user_id, s.device, s.session) = (o.app, o.user_id, o.device, o.session)
)`;

const FORGET_ENDED = sql(
  'forget-sessions',
  `with old as (
     select s.app, s.user_id, s.device, s.session from session s
     where s.end_at_ms < $1::bigint and ${NO_GUARD} limit $2::int
   ), ${GONE}
   select count(*)::int as forgotten from old`,
);

/** A session that reported is superseded when a newer one of its device reports; one that never did, when a newer one logs in. */
const FORGET_SUPERSEDED = sql(
  'forget-superseded-sessions',
  `with page as (
     select * from session s where (s.app, s.user_id, s.device, s.session) > ($2::text, $3::text, $4::text, $5::text)
     order by s.app, s.user_id, s.device, s.session limit $6::int
   ), old as (
     select s.app, s.user_id, s.device, s.session from page s
     where s.end_at_ms is null and s.login_at_ms < $1::bigint and exists (
       select 1 from session n where (n.app, n.user_id, n.device) = (s.app, s.user_id, s.device)
       and n.login_at_ms > s.login_at_ms and n.login_at_ms < $1::bigint and (
         not exists (select 1 from binding b where (b.app, b.user_id, b.device, b.session) = (s.app, s.user_id, s.device, s.session))
         or exists (
           select 1 from binding b where (b.app, b.user_id, b.device, b.session) = (n.app, n.user_id, n.device, n.session)
           and b.reported_at_ms < $1::bigint and b.waiting_since_ms is null
         )
       )
     ) and ${NO_GUARD}
   ), ${GONE}
   select app, user_id as user, device, session from page order by app desc, user_id desc, device desc, session desc limit 1`,
);

const FORGET_DEATHS = sql(
  'forget-dead-tokens',
  `delete from dead_token d where dead_at_ms < $1::bigint
   and not exists (select 1 from binding b where b.token_hash = d.token_hash and b.token_hash <> '')`,
);

/** The key before all others, to begin a pass with. */
export const FIRST: SessionKey = { app: '', user: '', device: '', session: '' };

@Injectable()
export class ForgetStore {
  constructor(private readonly database: Database) {}

  /** Deletes at most `limit` sessions that ended before then, with their bindings. Returns how many. */
  async forgetEnded(endedBeforeMs: number, limit: number): Promise<number> {
    const [row] = await this.database.query<{ forgotten: number }>(FORGET_ENDED, [endedBeforeMs, limit]);
    return row?.forgotten ?? 0;
  }

  /** Looks at the next `limit` sessions after `after`. Returns the last of them, or undefined at the end of the table. */
  async forgetSuperseded(
    beforeMs: number,
    after: SessionKey,
    limit: number,
  ): Promise<SessionKey | undefined> {
    const { app, user, device, session } = after;
    const values = [beforeMs, app, user, device, session, limit];
    return (await this.database.query<SessionKey>(FORGET_SUPERSEDED, values))[0];
  }

  async forgetDeadTokens(deadBeforeMs: number): Promise<void> {
    await this.database.query(FORGET_DEATHS, [deadBeforeMs]);
  }
}
