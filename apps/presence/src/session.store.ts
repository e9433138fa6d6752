// Sessions in and out, in whole slices. Raw SQL over arrays: one text serves any number of rows. The merge of facts is the one of
// session.ts, said in SQL; a test holds the two together. What was told to listeners is left to announcement.store.ts.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { KnownSession } from './announcement';
import type { SessionsByUser } from './gate';
import type { Session } from './session';
import { KEY_COLUMNS, keyColumns, SESSION_COLUMNS, type SessionKey, userKey } from './session-columns';

@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  /** Adds facts to what is known (compacted and sorted: at most one per session) and returns those sessions as they are now. */
  async save(facts: readonly Session[]): Promise<KnownSession[]> {
    return facts.length === 0 ? [] : this.database.query<KnownSession>(SAVE, columnsOf(facts));
  }

  /** All sessions of many users of any apps, in one question. A repeated user is asked for once. */
  async findByUsers(users: Iterable<{ app: string; user: string }>): Promise<SessionsByUser> {
    const byUser = new Map<string, Session[]>();
    const apps: string[] = [];
    const ids: string[] = [];
    for (const { app, user } of users) {
      const key = userKey(app, user);
      if (byUser.has(key)) continue;
      byUser.set(key, []);
      apps.push(app);
      ids.push(user);
    }
    const found = ids.length === 0 ? [] : await this.database.query<Session>(FIND_BY_USERS, [apps, ids]);
    for (const session of found) byUser.get(userKey(session.app, session.user))?.push(session);
    return { of: (app, user) => byUser.get(userKey(app, user)) ?? [] };
  }

  /**
   * Walks on by at most `limit` sessions behind `after` and forgets those not seen since `beforeMs` that decide nothing any more:
   * superseded by a newer session of the device, or ended and the device's only one. An ended session with an older one beside it
   * stays, or that older login would come alive again.
   */
  async removeOld(after: SessionKey | null, limit: number, beforeMs: number): Promise<Walk> {
    const from = after === null ? ['', '', '', ''] : [after.app, after.user, after.device, after.session];
    const [end] = await this.database.query<SessionKey & { removed: number }>(REMOVE_OLD, [
      ...from,
      limit,
      beforeMs,
    ]);
    return end === undefined ? { last: null, removed: 0 } : { last: end, removed: end.removed };
  }
}

/** Where a walk through all sessions stands. `last` is null behind the end. */
export interface Walk {
  last: SessionKey | null;
  removed: number;
}

const columnsOf = (facts: readonly Session[]): unknown[] => [
  ...keyColumns(facts),
  facts.map((it) => it.platform),
  facts.map((it) => it.platformAtMs),
  facts.map((it) => it.login),
  facts.map((it) => it.loginAtMs),
  facts.map((it) => it.loggedInAtMs),
  facts.map((it) => it.link),
  facts.map((it) => it.linkAtMs),
  facts.map((it) => it.phase),
  facts.map((it) => it.phaseAtMs),
  facts.map((it) => it.seenAtMs),
];

/** The update is unconditional: an event that is read again must answer with its row, so that an announcement lost in a crash is made up. */
const SAVE = sql(
  'session-save',
  `insert into session as held (app, user_id, device, session, platform, platform_at_ms, login, login_at_ms, logged_in_at_ms,
     link, link_at_ms, phase, phase_at_ms, seen_at_ms)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::session_login[], $8::bigint[],
     $9::bigint[], $10::session_link[], $11::bigint[], $12::session_phase[], $13::bigint[], $14::bigint[])
   on conflict (app, user_id, device, session) do update set
     platform = case when (excluded.platform_at_ms, coalesce(excluded.platform, '')) > (held.platform_at_ms, coalesce(held.platform, ''))
       then excluded.platform else held.platform end,
     platform_at_ms = greatest(excluded.platform_at_ms, held.platform_at_ms),
     login = case when (excluded.login_at_ms, excluded.login) > (held.login_at_ms, held.login) then excluded.login else held.login end,
     login_at_ms = greatest(excluded.login_at_ms, held.login_at_ms),
     logged_in_at_ms = greatest(excluded.logged_in_at_ms, held.logged_in_at_ms),
     link = case when (excluded.link_at_ms, excluded.link) > (held.link_at_ms, held.link) then excluded.link else held.link end,
     link_at_ms = greatest(excluded.link_at_ms, held.link_at_ms),
     phase = case when (excluded.phase_at_ms, excluded.phase) > (held.phase_at_ms, held.phase) then excluded.phase else held.phase end,
     phase_at_ms = greatest(excluded.phase_at_ms, held.phase_at_ms),
     seen_at_ms = greatest(excluded.seen_at_ms, held.seen_at_ms)
   returning ${SESSION_COLUMNS}, announced`,
);

const FIND_BY_USERS = sql(
  'session-find-by-users',
  `select ${SESSION_COLUMNS}
   from unnest($1::text[], $2::text[]) as wanted (wanted_app, wanted_user)
   join session on app = wanted_app and user_id = wanted_user`,
);

const REMOVE_OLD = sql(
  'session-remove-old',
  `with page as (
     select app, user_id, device, session from session
     where (app, user_id, device, session) > ($1::text, $2::text, $3::text, $4::text)
     order by app, user_id, device, session limit $5
   ), removed as (
     delete from session old using page
     where (old.app, old.user_id, old.device, old.session) = (page.app, page.user_id, page.device, page.session)
       and old.seen_at_ms < $6
       and (
         exists (
           select from session newer
           where (newer.app, newer.user_id, newer.device) = (old.app, old.user_id, old.device)
             and (newer.logged_in_at_ms, newer.seen_at_ms, newer.session) > (old.logged_in_at_ms, old.seen_at_ms, old.session)
         )
         or (old.login <> 'in' and not exists (
           select from session other
           where (other.app, other.user_id, other.device) = (old.app, old.user_id, old.device) and other.session <> old.session
         ))
       )
     returning 1
   )
   select ${KEY_COLUMNS}, (select count(*)::int from removed) as removed
   from page order by app desc, user_id desc, device desc, session desc limit 1`,
);
