// Claims targets by the database's clock, before any vendor is called. Only the newest epoch of a target may settle it. A row that another
// session has locked does not stop the claims of the others.
import { Injectable } from '@nestjs/common';
import type { PushContent } from '@offline-push/contracts';
import { Database, sql } from '@offline-push/service-kit';
import { LockedStore } from './locked.store';
import { IS_REPLACED, REPLACES, SILENCE, SILENCED, WITHDRAWN } from '../withdrawals/silence';
import type { ClaimedTarget, Target } from './target';

const OPEN = `t.state in ('waiting', 'claimed', 'parked')`;

// A row that is still claimed, or parked without a verdict, may have rung. This claim marks it so and commits before the next call. The
// mark stays until a call has a verdict.
const CLAIM = sql(
  'claim-targets',
  `update target t
   set state = 'claimed', epoch = t.epoch + 1, attempts = t.attempts + 1, due_at = now() + $2::integer * interval '1 millisecond',
       in_doubt = t.in_doubt + (t.state = 'claimed' or t.may_have_rung)::integer, may_have_rung = t.state = 'claimed' or t.may_have_rung
   from unnest($1::text[], $3::integer[]) as mine (target_id, readdressed)
   where t.target_id = mine.target_id and t.readdressed = mine.readdressed and ${OPEN} and (t.state = 'waiting' or t.due_at <= now())
     and t.expires_at > now() and not ${SILENCED}
   returning t.target_id, t.epoch, t.attempts, t.in_doubt`,
);

// Reads right before the call what happened to the target since its claim.
const RECHECK = sql(
  'recheck-claims',
  `select t.target_id, silence.cause is not null as withdrawn, silence.cause, t.expires_at <= now() as expired,
          t.due_at < now() + $3::integer * interval '1 millisecond' as late, t.may_have_rung, t.code, t.detail
   from unnest($1::text[], $2::integer[]) as mine (target_id, epoch)
   join target t on t.target_id = mine.target_id and t.epoch = mine.epoch and t.state = 'claimed'
   cross join lateral (select ${SILENCE} as cause) silence`,
);

/** Takes over targets that are expired or withdrawn and that no other process holds. It raises the epoch, as a claim does. */
const TAKE_ENDED = sql(
  'take-ended',
  `update target t
   set state = 'claimed', epoch = t.epoch + 1, due_at = now() + $2::integer * interval '1 millisecond',
       may_have_rung = t.may_have_rung or t.state = 'claimed',
       code = case when t.state = 'claimed' then null else t.code end, detail = case when t.state = 'claimed' then null else t.detail end
   where t.target_id = any($1) and ${OPEN} and (t.state = 'waiting' or t.due_at <= now())
     and (t.expires_at <= now() or ${SILENCED} and not ${IS_REPLACED})
   returning t.target_id, t.epoch, t.attempts, t.in_doubt, t.may_have_rung, t.code, t.detail,
     case when ${IS_REPLACED} then null else ${SILENCE} end as cause`,
);

/** Gives a target the new token of its phone. A process with the old token cannot claim it any more, because `readdressed` differs. */
const READDRESS = sql(
  'readdress-targets',
  `update target t
   set token = w.next_token, token_hash = w.next_token_hash, certificate_id = w.next_certificate_id, vendor = w.next_vendor,
       state = 'parked', due_at = now(), epoch = t.epoch + 1, readdressed = t.readdressed + 1,
       may_have_rung = t.may_have_rung or t.state = 'claimed'
   from withdrawal w
   where t.target_id = any($1) and ${OPEN} and (t.state = 'waiting' or t.due_at <= now()) and t.expires_at > now()
     and ${REPLACES} and ${IS_REPLACED}
   returning t.target_id`,
);

const COLUMNS = `t.target_id, t.message_key, m.app, m.message_id, m.conversation, t.user_id, t.device, t.session, t.vendor,
  t.certificate_id, t.token, t.readdressed, t.alone, m.content, t.expires_at, m.traceparent, m.notes, m.sent_at`;

const DUE = sql(
  'due-targets',
  `select due.* from unnest($1::integer[], $2::integer[]) as lane (certificate_id, room)
   cross join lateral (
     select ${COLUMNS} from target t join message m using (message_key)
     where t.certificate_id = lane.certificate_id and ${OPEN} and t.due_at <= now()
     order by t.due_at limit lane.room
   ) due`,
);

const OVERDUE = sql(
  'overdue-targets',
  `select ${COLUMNS} from target t join message m using (message_key)
   where ${OPEN} and t.due_at <= now() and (t.expires_at <= now() or ${WITHDRAWN}) limit $1`,
);

interface Claim {
  target_id: string;
  epoch: number;
  attempts: number;
  in_doubt: number;
}

/** A claim right before its call. A claim without a row here belongs to another epoch by now. */
export interface Recheck {
  withdrawn: boolean;
  /** Why it is withdrawn. */
  cause?: string | null;
  expired: boolean;
  late: boolean;
  /** An earlier call had no verdict. */
  may_have_rung: boolean;
  /** The last verdict. */
  code: string | null;
  detail: string | null;
}

export interface TakenEnd extends Claim {
  may_have_rung: boolean;
  withdrawn: boolean;
  /** Why it is withdrawn. */
  cause: string | null;
  /** The last verdict; null if the last call had none. */
  code: string | null;
  detail: string | null;
}

interface Row {
  target_id: string;
  message_key: string;
  app: string;
  message_id: string;
  conversation: string;
  user_id: string;
  device: string;
  session: string;
  vendor: string;
  certificate_id: number;
  token: string;
  readdressed: number;
  alone: boolean;
  content: string;
  expires_at: Date;
  traceparent: string | null;
  notes: string | null;
  sent_at: Date | null;
}

@Injectable()
export class ClaimStore {
  constructor(
    private readonly database: Database,
    private readonly locked: LockedStore,
  ) {}

  /** Returns the targets that this process owns for `leaseMs`. The others are held elsewhere, ended, expired or withdrawn. */
  async claim(targets: readonly Target[], leaseMs: number): Promise<ClaimedTarget[]> {
    const sorted = [...targets].sort((a, b) => (a.targetId < b.targetId ? -1 : 1));
    const rows = await this.locked.past(sorted, (some) =>
      this.database.query<Claim>(CLAIM, [
        some.map((target) => target.targetId),
        leaseMs,
        some.map((target) => target.readdressed ?? 0),
      ]),
    );
    return claimedOf(targets, rows);
  }

  /** Checks right before the call whether a claim is withdrawn, expired, or has too little lease for a call of `deadlineMs`. */
  async recheck(claims: readonly ClaimedTarget[], deadlineMs: number): Promise<Map<string, Recheck>> {
    const epochs = claims.map((claim) => claim.epoch);
    const ids = claims.map((claim) => claim.targetId);
    const rows = await this.database.query<Recheck & { target_id: string }>(RECHECK, [
      ids,
      epochs,
      deadlineMs,
    ]);
    return new Map(rows.map((row) => [row.target_id, row]));
  }

  /** Takes over those of `targets` that are expired or withdrawn, so that they can be settled. */
  async takeEnded(
    targets: readonly Target[],
    leaseMs: number,
  ): Promise<{ target: ClaimedTarget; end: TakenEnd }[]> {
    const ends = await this.locked.past(targets, (some) =>
      this.database.query<Omit<TakenEnd, 'withdrawn'>>(TAKE_ENDED, [idsOf(some), leaseMs]),
    );
    const byId = new Map(ends.map((end) => [end.target_id, { ...end, withdrawn: end.cause !== null }]));
    return claimedOf(targets, ends).flatMap((target) => {
      const end = byId.get(target.targetId);
      return end === undefined ? [] : [{ target, end }];
    });
  }

  /** Gives targets whose token was replaced the new one, and makes them due at once. Returns how many. */
  async readdress(targets: readonly Target[]): Promise<number> {
    const rows = await this.locked.past(targets, (some) => this.database.query(READDRESS, [idsOf(some)]));
    return rows.length;
  }

  /** Targets that may be claimed, oldest first, at most `room` for each certificate. */
  async listDue(lanes: readonly { certificateId: number; room: number }[]): Promise<Target[]> {
    const rows = await this.database.query<Row>(DUE, [
      lanes.map((l) => l.certificateId),
      lanes.map((l) => l.room),
    ]);
    return rows.map(targetOf);
  }

  /** Expired or withdrawn targets that nobody has settled, for instance of closed lanes or of certificates that never came. */
  async listOverdue(limit: number): Promise<Target[]> {
    return (await this.database.query<Row>(OVERDUE, [limit])).map(targetOf);
  }
}

const idsOf = (targets: readonly Target[]): string[] => targets.map((target) => target.targetId).sort();

function claimedOf(targets: readonly Target[], claims: readonly Claim[]): ClaimedTarget[] {
  const byId = new Map(claims.map((claim) => [claim.target_id, claim]));
  return targets.flatMap((target) => {
    const claim = byId.get(target.targetId);
    if (claim === undefined) return [];
    return [{ ...target, epoch: claim.epoch, attempts: claim.attempts, inDoubt: claim.in_doubt }];
  });
}

const targetOf = (row: Row): Target => ({
  targetId: row.target_id,
  messageKey: row.message_key,
  app: row.app,
  messageId: row.message_id,
  conversation: row.conversation,
  user: row.user_id,
  device: row.device,
  session: row.session,
  vendor: row.vendor,
  certificateId: row.certificate_id,
  token: row.token,
  readdressed: row.readdressed,
  alone: row.alone,
  content: JSON.parse(row.content) as PushContent,
  expiresAtMs: row.expires_at.getTime(),
  sentAtMs: row.sent_at?.getTime(),
  traceparent: row.traceparent ?? undefined,
  notes: row.notes === null ? undefined : (JSON.parse(row.notes) as string[]),
});
