// What listeners were last told of each session. It is noted only after it was published, so a crash in between repeats an
// announcement and never loses one.
import { Injectable } from '@nestjs/common';
import type { PresenceChanged } from '@offline-push/contracts';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import type { KnownSession } from './announcement';
import { keyColumns, SESSION_COLUMNS } from './session-columns';

@Injectable()
export class AnnouncementStore {
  constructor(private readonly database: Database) {}

  /** Notes what was published. */
  async save(announced: readonly PresenceChanged[], tx: Database | Tx = this.database): Promise<void> {
    if (announced.length === 0) return;
    await tx.query(SAVE, [...keyColumns(announced), announced.map((it) => it.status)]);
  }

  /** Sessions announced as online whose link gave no sign of life since `beforeMs`; locked until the transaction ends. */
  async claimSilent(tx: Tx, beforeMs: number, limit: number): Promise<KnownSession[]> {
    return tx.query<KnownSession>(CLAIM_SILENT, [beforeMs, limit]);
  }

  /** Sessions announced as offline that were not seen since `beforeMs`; locked until the transaction ends. */
  async claimUnreached(tx: Tx, beforeMs: number, limit: number): Promise<KnownSession[]> {
    return tx.query<KnownSession>(CLAIM_UNREACHED, [beforeMs, limit]);
  }
}

const SAVE = sql(
  'announcement-save',
  `update session set announced = told.status
   from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::device_status[]) as told (app, user_id, device, session, status)
   where (session.app, session.user_id, session.device, session.session) = (told.app, told.user_id, told.device, told.session)`,
);

const CLAIM_SILENT = sql(
  'announcement-claim-silent',
  `select ${SESSION_COLUMNS}, announced from session
   where announced = 'online' and greatest(link_at_ms, phase_at_ms) < $1
   limit $2 for update skip locked`,
);

const CLAIM_UNREACHED = sql(
  'announcement-claim-unreached',
  `select ${SESSION_COLUMNS}, announced from session
   where announced = 'offline' and seen_at_ms < $1
   limit $2 for update skip locked`,
);
