// Reads for people what the ledger holds: one target, and what waits behind lanes. Nothing on the push path reads here.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type Backlog, MOST_COUNTED } from './lane-answer';
import type { TargetRow } from './target-answer';

const FIND = sql(
  'show-target',
  `select t.target_id, m.message_id, t.user_id, t.device, t.session, t.vendor, t.certificate_id, t.state, t.due_at, t.attempts, t.in_doubt,
          t.readdressed, t.parked_for, t.code, t.detail, t.vendor_message_id, m.sent_at, t.expires_at
   from target t join message m using (message_key) where t.app = $1 and t.target_id = $2`,
);

// One more than is counted says whether there are more.
const BACKLOGS = sql(
  'count-backlogs',
  `select lane.certificate_id, backlog.* from unnest($1::integer[]) as lane (certificate_id)
   cross join lateral (
     select count(*)::integer as targets, min(due_at) as next_due_at, min(sent_at) as oldest_sent_at
     from (select t.due_at, m.sent_at from target t join message m using (message_key)
           where t.certificate_id = lane.certificate_id and t.state in ('waiting', 'claimed', 'parked')
           order by t.due_at limit $2) first_due
   ) backlog`,
);

// By the index alone.
const COUNTS = sql(
  'count-waiting',
  `select lane.certificate_id as id, backlog.targets from unnest($1::integer[]) as lane (certificate_id)
   cross join lateral (
     select count(*)::integer as targets
     from (select 1 from target t where t.certificate_id = lane.certificate_id and t.state in ('waiting', 'claimed', 'parked') limit $2) some
   ) backlog`,
);

interface BacklogRow {
  certificate_id: number;
  targets: number;
  next_due_at: Date | null;
  oldest_sent_at: Date | null;
}

@Injectable()
export class WaitingStore {
  constructor(private readonly database: Database) {}

  async find(app: string, targetId: string): Promise<TargetRow | undefined> {
    const [row] = await this.database.query<TargetRow>(FIND, [app, targetId]);
    return row;
  }

  /** How many wait, by certificate id. */
  async counts(certificateIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.query<{ id: number; targets: number }>(COUNTS, [
      certificateIds,
      MOST_COUNTED,
    ]);
    return new Map(rows.map(({ id, targets }) => [id, targets]));
  }

  /** By certificate id. */
  async backlogs(certificateIds: readonly number[]): Promise<Map<number, Backlog>> {
    const rows = await this.database.query<BacklogRow>(BACKLOGS, [certificateIds, MOST_COUNTED + 1]);
    return new Map(rows.map((row) => [row.certificate_id, backlogOf(row)]));
  }
}

const backlogOf = ({ targets, next_due_at: due, oldest_sent_at: oldest }: BacklogRow): Backlog => ({
  targets: Math.min(targets, MOST_COUNTED),
  isMore: targets > MOST_COUNTED,
  ...(oldest !== null && { oldestSentAtMs: oldest.getTime() }),
  ...(due !== null && { nextDueAtMs: due.getTime() }),
});
