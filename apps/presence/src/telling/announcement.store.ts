// Keeps what listeners were last told of each session, and which sessions are still to be told. It is saved after it was published, so a
// crash in between repeats an announcement and loses none.
import { Injectable } from '@nestjs/common';
import type { DeviceStatus } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';
import type { KnownSession } from '../sessions/session';
import {
  keyColumns,
  KNOWN_COLUMNS,
  type Row,
  type SessionKey,
  sessionsOf,
} from '../sessions/session-row.store';

/** What was published about a session, and about which version of its row. */
export interface Told extends SessionKey {
  status: DeviceStatus;
  refusedAtMs: number;
  version: number;
}

@Injectable()
export class AnnouncementStore {
  constructor(private readonly database: Database) {}

  /** Saves what was published. Returns the sessions that changed in the meantime: they have to be looked at again. */
  async save(told: readonly Told[]): Promise<KnownSession[]> {
    const columns = [
      ...keyColumns(told),
      told.map((it) => it.status),
      told.map((it) => it.refusedAtMs),
      told.map((it) => it.version),
    ];
    return sessionsOf(await this.database.query<Row<KnownSession>>(SAVE, columns));
  }

  /** Claims for a minute what a process that died left to tell. */
  async claimLeft(limit: number): Promise<KnownSession[]> {
    return sessionsOf(await this.database.query<Row<KnownSession>>(CLAIM_LEFT, [limit]));
  }

  /** Claims for a minute sessions that were announced as online and whose links gave no sign of life since `beforeMs`. */
  async claimSilent(beforeMs: number, limit: number): Promise<KnownSession[]> {
    return sessionsOf(await this.database.query<Row<KnownSession>>(CLAIM_SILENT, [beforeMs, limit]));
  }

  /** The same for sessions announced as offline that were not seen since `beforeMs`. */
  async claimUnreached(beforeMs: number, limit: number): Promise<KnownSession[]> {
    return sessionsOf(await this.database.query<Row<KnownSession>>(CLAIM_UNREACHED, [beforeMs, limit]));
  }
}

/** The version goes up, so that a concurrent save, which knows only the former announcement, is tried again. */
const SAVE = sql(
  'announcement-save',
  `with noted as (
     update session set announced = told.status, refused_at_ms = greatest(session.refused_at_ms, told.refused_at_ms),
       version = session.version + 1,
       tell_at = case when session.version = told.version then null else now() + interval '60 seconds' end
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::device_status[], $6::float8[], $7::integer[])
       as told (told_app, told_user, told_device, told_session, status, refused_at_ms, version)
     where (app, user_id, device, session) = (told_app, told_user, told_device, told_session)
     returning session.*
   )
   select ${KNOWN_COLUMNS} from noted where tell_at is not null`,
);

const claim = (name: string, which: string, limit: string) =>
  sql(
    name,
    `update session set tell_at = now() + interval '60 seconds'
     where (app, user_id, device, session) in (
       select app, user_id, device, session from session where ${which} limit ${limit} for update skip locked)
     returning ${KNOWN_COLUMNS}`,
  );

const CLAIM_LEFT = claim('announcement-claim-left', 'tell_at <= now()', '$1');
const CLAIM_SILENT = claim(
  'announcement-claim-silent',
  `announced = 'online' and alive_at_ms < $1 and tell_at is null`,
  '$2',
);
const CLAIM_UNREACHED = claim(
  'announcement-claim-unreached',
  `announced = 'offline' and seen_at_ms < $1 and tell_at is null`,
  '$2',
);
