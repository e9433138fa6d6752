// Sessions and tokens for which nothing may ring any more. Claims look here twice.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { Standing } from './withdraw';

// A lifted row is kept until it is forgotten: it is what a late, older end must not overwrite.
const SAVE = sql(
  'save-withdrawals',
  `insert into withdrawal as w (app, user_id, device, session, token_hash, is_withdrawn, cause, at_ms)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::bigint[])
   on conflict (app, user_id, device, session, token_hash) do update
   set is_withdrawn = excluded.is_withdrawn, cause = excluded.cause, at_ms = excluded.at_ms, saved_at = now()
   where excluded.at_ms > w.at_ms or (excluded.at_ms = w.at_ms and excluded.is_withdrawn)`,
);

@Injectable()
export class WithdrawalStore {
  constructor(private readonly database: Database) {}

  async save(standings: readonly Standing[]): Promise<void> {
    if (standings.length === 0) return;
    const sorted = [...standings].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    await this.database.query(SAVE, [
      sorted.map((row) => row.app),
      sorted.map((row) => row.user),
      sorted.map((row) => row.device),
      sorted.map((row) => row.session),
      sorted.map((row) => row.tokenHash),
      sorted.map((row) => row.isWithdrawn),
      sorted.map((row) => row.cause),
      sorted.map((row) => row.atMs),
    ]);
  }
}

/** Rows are locked in one order by all pods, so that two slices cannot wait for each other. */
const orderOf = (row: Standing): string =>
  JSON.stringify([row.app, row.user, row.device, row.session, row.tokenHash]);
