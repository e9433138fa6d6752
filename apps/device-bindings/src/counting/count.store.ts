// Counts bindings by certificate, in short statements, and keeps the counts that were published. A row with a lease lets one pod count at a
// time.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import type { Report } from '../facts/facts';

/** If a pod dies while it counts, the others wait so long. */
const LEASE_SECONDS = 60;

const CLAIM = sql(
  'claim-count',
  `update binding_count set next_at = now() + $1::integer * interval '1 second' where next_at <= now() returning mark`,
);
const EXTEND_LEASE = sql(
  'extend-count-lease',
  `update binding_count set next_at = now() + $1::integer * interval '1 second'`,
);
const RELEASE = sql(
  'release-count',
  `update binding_count set next_at = now() + $1::float8 * interval '1 millisecond', mark = coalesce($2::text, mark)`,
);

/** A text that changes whenever a binding or a certificate does: changes of bindings are in the history, certificates have a time. */
const MARK = sql(
  'count-mark',
  `select coalesce((select max(id) from binding_history), 0) || '/' || coalesce((select max(changed_at_ms) from certificate), 0) as mark`,
);

/**
 * Counts bindings by the rules of standing.ts: the last report of a session without an end, for a known certificate, not dead, not
 * superseded by a newer session, not claimed by another device. If another user has the device for now, it counts: its user may come back.
 */
const COUNT = sql(
  'count-bindings',
  `with page as (
     select b.* from binding b
     where (b.app, b.user_id, b.device, b.session, b.token_hash) > ($1::text, $2::text, $3::text, $4::text, $5::text)
     order by b.app, b.user_id, b.device, b.session, b.token_hash limit $6::int
   ), live as (
     select b.certificate_id from page b
     join session s using (app, user_id, device, session)
     join certificate c on c.certificate_id = b.certificate_id and c.app = b.app
     where b.kind = 'token' and b.waiting_since_ms is null and s.login_at_ms is not null and s.end_at_ms is null
     and not exists (
       select 1 from binding l where (l.app, l.user_id, l.device, l.session) = (b.app, b.user_id, b.device, b.session)
       and (l.reported_at_ms, l.place) > (b.reported_at_ms, b.place) and l.waiting_since_ms is null
     ) and not exists (
       select 1 from dead_token d where (d.token_hash, d.certificate_id) = (b.token_hash, b.certificate_id)
       and d.dead_at_ms >= b.reported_at_ms
     ) and not exists (
       select 1 from session n join binding nb using (app, user_id, device, session)
       where (n.app, n.user_id, n.device) = (b.app, b.user_id, b.device) and n.login_at_ms > s.login_at_ms and nb.waiting_since_ms is null
       and (n.end_at_ms is null or n.end_at_ms >= b.reported_at_ms and n.end_at_ms > nb.reported_at_ms)
     ) and not exists (
       select 1 from binding o join session os using (app, user_id, device, session)
       where o.token_hash = b.token_hash and o.token_hash <> '' and (o.reported_at_ms, o.place) > (b.reported_at_ms, b.place)
       and (o.user_id, o.device) <> (b.user_id, b.device)
       and os.login_at_ms is not null and (os.end_at_ms is null or os.end_at_ms > o.reported_at_ms)
     )
   ), counted as (
     select certificate_id, count(*)::int as bindings from live group by certificate_id
   ), last as (
     select app, user_id as user, device, session, token_hash as "tokenHash" from page
     order by app desc, user_id desc, device desc, session desc, token_hash desc limit 1
   )
   select last.*, coalesce((select json_object_agg(certificate_id, bindings) from counted), '{}') as counts from last`,
);

/** A certificate that nobody uses is published once too, with 0. */
const SAVE = sql(
  'save-counts',
  `insert into certificate_use as u (certificate_id, bindings)
   select c.certificate_id, coalesce(counted.bindings, 0) from certificate c
   left join unnest($1::int[], $2::int[]) as counted (certificate_id, bindings) using (certificate_id)
   on conflict (certificate_id) do update set bindings = excluded.bindings where u.bindings <> excluded.bindings
   returning certificate_id as "certificateId", bindings, (select app from certificate c where c.certificate_id = u.certificate_id) as app`,
);

export interface Use {
  certificateId: number;
  app: string;
  bindings: number;
}

/** The key of a row in the table of bindings. */
export type Place = Pick<Report, 'app' | 'user' | 'device' | 'session' | 'tokenHash'>;

export interface Piece {
  last: Place;
  counts: Readonly<Record<string, number>>;
}

@Injectable()
export class CountStore {
  constructor(private readonly database: Database) {}

  /** The mark of the last count; undefined if it is not time yet or another pod counts. */
  async claim(): Promise<string | undefined> {
    return (await this.database.query<{ mark: string }>(CLAIM, [LEASE_SECONDS]))[0]?.mark;
  }

  async extendLease(): Promise<void> {
    await this.database.query(EXTEND_LEASE, [LEASE_SECONDS]);
  }

  async release(pauseMs: number): Promise<void> {
    await this.database.query(RELEASE, [pauseMs, null]);
  }

  async mark(): Promise<string> {
    return (await this.database.query<{ mark: string }>(MARK, []))[0]?.mark ?? '';
  }

  /** The counts of the next `limit` rows after `after`; undefined after the last row. */
  async countSome(after: Place, limit: number): Promise<Piece | undefined> {
    const { app, user, device, session, tokenHash } = after;
    const values = [app, user, device, session, tokenHash, limit];
    const rows = await this.database.query<Place & { counts: Piece['counts'] }>(COUNT, values);
    return rows[0] && { last: rows[0], counts: rows[0].counts };
  }

  /** Returns the counts that differ from those that were saved before. */
  async save(
    tx: Tx,
    counts: ReadonlyMap<number, number>,
    done: { mark: string; pauseMs: number },
  ): Promise<Use[]> {
    const changed = await tx.query<Use>(SAVE, [[...counts.keys()], [...counts.values()]]);
    await tx.query(RELEASE, [done.pauseMs, done.mark]);
    return changed;
  }
}
