// Saves facts with one statement for each kind, whatever the size of the slice. The locks of around.store.ts keep two processes from saving
// the same facts.
import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '@offline-push/service-kit';
import type { Saving } from '../rebinding/draft';
import { earlierColumn, sessionColumns } from './rows';

const SAVE_SESSIONS = sql(
  'save-sessions',
  `insert into session (app, user_id, device, session, login_at_ms, end_at_ms, end_cause)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::bigint[], $7::text[])
   on conflict (app, user_id, device, session) do update
   set login_at_ms = excluded.login_at_ms, end_at_ms = excluded.end_at_ms, end_cause = excluded.end_cause`,
);

const SAVE_REPORTS = sql(
  'save-reports',
  `insert into binding (app, user_id, device, session, kind, certificate_id, token, token_hash, reported_at_ms, waiting_since_ms,
     place, origin, earlier)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
     $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::jsonb[])
   on conflict (app, user_id, device, session, token_hash) do update
   set kind = excluded.kind, certificate_id = excluded.certificate_id, token = excluded.token,
     reported_at_ms = excluded.reported_at_ms, waiting_since_ms = excluded.waiting_since_ms, place = excluded.place,
     origin = excluded.origin, earlier = excluded.earlier`,
);

const DROP_REPORTS = sql(
  'drop-reports',
  `delete from binding b using unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
     as d (app, user_id, device, session, token_hash)
   where (b.app, b.user_id, b.device, b.session, b.token_hash) = (d.app, d.user_id, d.device, d.session, d.token_hash)`,
);

const SAVE_CERTIFICATES = sql(
  'save-certificates',
  `insert into certificate (certificate_id, app, vendor, state, effective_at_ms, changed_at_ms)
   select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
   on conflict (certificate_id) do update set app = excluded.app, vendor = excluded.vendor, state = excluded.state,
     effective_at_ms = excluded.effective_at_ms, changed_at_ms = excluded.changed_at_ms
   where certificate.changed_at_ms < excluded.changed_at_ms`,
);

const SAVE_DEATHS = sql(
  'save-deaths',
  `insert into dead_token (token_hash, certificate_id, dead_at_ms, successor, successor_hash)
   select * from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[])
   on conflict (token_hash, certificate_id) do update
   set dead_at_ms = excluded.dead_at_ms, successor = excluded.successor,
     successor_hash = excluded.successor_hash`,
);

/** Deletes old claims to a token. The token moved on so many times since that nothing can make them valid again. */
const FORGET_CLAIMS = sql(
  'forget-claims',
  `with old as (
     select b.ctid from unnest($1::text[]) as t (token_hash) cross join lateral (
       select ctid from binding b where b.token_hash = t.token_hash and b.token_hash <> ''
       order by b.reported_at_ms desc, b.place desc offset $2::int limit $3::int
     ) b
   ), gone as (
     delete from binding where ctid = any(array(select ctid from old)) returning 1
   )
   select count(*)::int as forgotten from gone`,
);

@Injectable()
export class FactStore {
  /** Skips the kinds that have no facts: most slices have one kind. */
  async save(tx: Tx, { sessions, reports, dropped, certificates, deaths }: Saving): Promise<void> {
    if (sessions.length > 0) {
      await tx.query(SAVE_SESSIONS, [
        ...sessionColumns(sessions),
        sessions.map((each) => each.loginAtMs ?? null),
        sessions.map((each) => each.endAtMs ?? null),
        sessions.map((each) => each.endCause ?? null),
      ]);
    }
    if (reports.length > 0) {
      await tx.query(SAVE_REPORTS, [
        ...sessionColumns(reports),
        reports.map((each) => each.kind),
        reports.map((each) => each.certificateId),
        reports.map((each) => each.token),
        reports.map((each) => each.tokenHash),
        reports.map((each) => each.reportedAtMs),
        reports.map((each) => each.waitingSinceMs ?? null),
        reports.map((each) => each.place),
        reports.map((each) => each.origin),
        reports.map(earlierColumn),
      ]);
    }
    if (dropped.length > 0) {
      await tx.query(DROP_REPORTS, [...sessionColumns(dropped), dropped.map((each) => each.tokenHash)]);
    }
    if (certificates.length > 0) {
      await tx.query(SAVE_CERTIFICATES, [
        certificates.map((each) => each.certificateId),
        certificates.map((each) => each.app),
        certificates.map((each) => each.vendor),
        certificates.map((each) => each.state),
        certificates.map((each) => each.effectiveAtMs),
        certificates.map((each) => each.changedAtMs),
      ]);
    }
    if (deaths.length > 0) {
      await tx.query(SAVE_DEATHS, [
        deaths.map((each) => each.tokenHash),
        deaths.map((each) => each.certificateId),
        deaths.map((each) => each.deadAtMs),
        deaths.map((each) => each.successor?.token ?? null),
        deaths.map((each) => each.successor?.tokenHash ?? null),
      ]);
    }
  }

  /** Deletes claims to these tokens beyond the last `kept` of each, at most `limit` of each. Returns how many. */
  async forgetClaims(tx: Tx, tokens: readonly string[], kept: number, limit: number): Promise<number> {
    const [row] = await tx.query<{ forgotten: number }>(FORGET_CLAIMS, [tokens, kept, limit]);
    return row?.forgotten ?? 0;
  }
}
