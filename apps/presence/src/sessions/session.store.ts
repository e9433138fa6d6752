// Reads and writes sessions, many in one statement. A save reads the rows, merges the facts into them with `merge` of session.ts, and
// writes each row only if nobody else changed it in the meantime.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { announcementsOf } from '../telling/announcement';
import { Policy } from '../policy';
import { type KnownSession, merge, type Session, sessionKeyOf, type SessionsByUser } from './session';
import {
  KEY_COLUMNS,
  keyColumns,
  KNOWN_COLUMNS,
  packLinks,
  type Row,
  SESSION_COLUMNS,
  type SessionKey,
  sessionsOf,
} from './session-row.store';
import { aliveAtMs } from './status';

/** Two pods save the same sessions only during a rebalance, so a few tries suffice. */
const TRIES = 10;

/** Other processes changed the same sessions at each try. The bus delivers the slice again. */
class SessionsContended extends Error {
  readonly retriable = true;
  readonly code = 'sessions-contended';
}

@Injectable()
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
  ) {}

  /** Adds facts (from `compact`: sorted, one per session) to the saved sessions, and returns these as they are now. */
  async save(facts: readonly Session[], nowMs: number): Promise<KnownSession[]> {
    if (facts.length === 0) return [];
    for (let tries = 0; tries < TRIES; tries++) {
      const known = new Map((await this.findByKeys(facts)).map((it) => [sessionKeyOf(it), it]));
      const merged = facts.map((fact) => mergeKnown(known.get(sessionKeyOf(fact)), fact));
      const toTell = merged.map((it) => announcementsOf([it], this.policy, nowMs).length > 0);
      const [answer] = await this.database.query<{ saved: number }>(SAVE, columnsOf(merged, toTell));
      if (answer?.saved === merged.length) return merged;
    }
    throw new SessionsContended('the same sessions are saved elsewhere all the time');
  }

  /** In any order; keys without a row are left out. */
  async findByKeys(keys: readonly SessionKey[]): Promise<KnownSession[]> {
    return sessionsOf(await this.database.query<Row<KnownSession>>(FIND_BY_KEYS, keyColumns(keys)));
  }

  /** All sessions of many users of any apps, in one query. */
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
    const rows = ids.length === 0 ? [] : await this.database.query<Row<Session>>(FIND_BY_USERS, [apps, ids]);
    for (const session of sessionsOf<Session>(rows))
      byUser.get(userKey(session.app, session.user))?.push(session);
    return { of: (app, user) => byUser.get(userKey(app, user)) ?? [] };
  }

  /**
   * Looks at the next `limit` sessions after `after`, and removes those not seen since `beforeMs` that cannot change a decision: superseded
   * by a newer session of the device, or ended and the device's only one. An ended session with an older one beside it stays, because
   * that older session would count as logged in again.
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

/** An app id holds no "/", so the first "/" ends it. */
const userKey = (app: string, user: string): string => `${app}/${user}`;

/** How far `removeOld` came. `last` is null after the last session. */
export interface Walk {
  last: SessionKey | null;
  removed: number;
}

const mergeKnown = (known: KnownSession | undefined, fact: Session): KnownSession => ({
  ...(known === undefined ? fact : merge(known, fact)),
  announced: known?.announced ?? 'logged-out',
  refusedAtMs: known?.refusedAtMs ?? 0,
  version: (known?.version ?? 0) + 1,
});

const columnsOf = (sessions: readonly KnownSession[], toTell: readonly boolean[]): unknown[] => [
  ...keyColumns(sessions),
  sessions.map((it) => it.platform),
  sessions.map((it) => it.platformAtMs),
  sessions.map((it) => it.login),
  sessions.map((it) => it.endedAtMs),
  sessions.map((it) => it.loggedInAtMs),
  sessions.map((it) => packLinks(it.links)),
  sessions.map(aliveAtMs),
  sessions.map((it) => it.seenAtMs),
  sessions.map((it) => it.activeAtMs),
  sessions.map((it) => it.version),
  toTell,
];

/** Rows without a change are written too: an event that Kafka delivers again must make up for an announcement that a crash lost. */
const SAVE = sql(
  'session-save',
  `with saved as (
     insert into session as held (app, user_id, device, session, platform, platform_at_ms, login, ended_at_ms, logged_in_at_ms, links,
       alive_at_ms, seen_at_ms, active_at_ms, version, tell_at)
     select app, user_id, device, session, platform, platform_at_ms, login, ended_at_ms, logged_in_at_ms, links, alive_at_ms, seen_at_ms,
       active_at_ms, version, case when is_to_tell then now() + interval '60 seconds' end
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::session_login[], $8::float8[], $9::float8[],
       $10::text[], $11::float8[], $12::float8[], $13::float8[], $14::integer[], $15::boolean[]) as given (app, user_id, device, session,
       platform, platform_at_ms, login, ended_at_ms, logged_in_at_ms, links, alive_at_ms, seen_at_ms, active_at_ms, version, is_to_tell)
     on conflict (app, user_id, device, session) do update set
       platform = excluded.platform,
       platform_at_ms = excluded.platform_at_ms,
       login = excluded.login,
       ended_at_ms = excluded.ended_at_ms,
       logged_in_at_ms = excluded.logged_in_at_ms,
       links = excluded.links,
       alive_at_ms = excluded.alive_at_ms,
       seen_at_ms = excluded.seen_at_ms,
       active_at_ms = excluded.active_at_ms,
       version = excluded.version,
       tell_at = excluded.tell_at
     where held.version = excluded.version - 1
     returning 1
   )
   select count(*)::int as saved from saved`,
);

const FIND_BY_KEYS = sql(
  'session-find-by-keys',
  `select ${KNOWN_COLUMNS}
   from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as wanted (wanted_app, wanted_user, wanted_device, wanted_session)
   join session on (app, user_id, device, session) = (wanted_app, wanted_user, wanted_device, wanted_session)`,
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
