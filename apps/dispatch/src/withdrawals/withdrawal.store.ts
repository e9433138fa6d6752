// Keeps the sessions and tokens for which nothing may ring any more. Claims check it twice.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { type Withdrawal, withdrawalKeyOf } from './withdraw';

// A lifted row is kept, so that an older end that comes late does not overwrite it. The order is that of `isStronger`.
const SAVE = sql(
  'save-withdrawals',
  `insert into withdrawal as w (app, user_id, device, session, token_hash, is_withdrawn, is_final, cause, at_ms, decided_at_ms, place,
                                next_token, next_token_hash, next_certificate_id, next_vendor, from_certificate_id)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::boolean[], $8::text[], $9::bigint[],
                        $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::integer[], $15::text[], $16::integer[])
   on conflict (app, user_id, device, session, token_hash) do update
   set is_withdrawn = excluded.is_withdrawn, is_final = excluded.is_final, cause = excluded.cause, at_ms = excluded.at_ms,
       decided_at_ms = excluded.decided_at_ms, place = excluded.place,
       next_token = excluded.next_token, next_token_hash = excluded.next_token_hash,
       next_certificate_id = excluded.next_certificate_id, next_vendor = excluded.next_vendor,
       from_certificate_id = excluded.from_certificate_id, saved_at = now()
   where (excluded.is_final, excluded.decided_at_ms, excluded.place, excluded.is_withdrawn, excluded.cause collate "C", excluded.at_ms, coalesce(excluded.next_token_hash, ''))
       > (w.is_final, w.decided_at_ms, w.place, w.is_withdrawn, w.cause collate "C", w.at_ms, coalesce(w.next_token_hash, ''))`,
);

// Makes targets due that pause under the old address, perhaps for minutes, so that they go to the new address at once. Rows that are locked
// are being handled already.
const HASTEN = sql(
  'hasten-replaced',
  `update target set due_at = now()
   where target_id = any (array(
     select t.target_id
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[])
       as left_address (app, user_id, device, session, token_hash, certificate_id)
     join target t using (app, user_id, device, session, token_hash, certificate_id)
     where t.due_at > now() and t.state = 'parked'
     for update of t skip locked))`,
);

@Injectable()
export class WithdrawalStore {
  constructor(private readonly database: Database) {}

  async save(withdrawals: readonly Withdrawal[]): Promise<void> {
    if (withdrawals.length === 0) return;
    const sorted = withdrawals.map((row) => ({ row, order: withdrawalKeyOf(row) })).sort(byOrder);
    const column = <T>(of: (row: Withdrawal) => T): T[] => sorted.map(({ row }) => of(row));
    await this.database.query(SAVE, [
      column((row) => row.app),
      column((row) => row.user),
      column((row) => row.device),
      column((row) => row.session),
      column((row) => row.tokenHash),
      column((row) => row.isWithdrawn),
      column((row) => row.isFinal),
      column((row) => row.cause),
      column((row) => row.atMs),
      column((row) => row.decidedAtMs),
      column((row) => row.place),
      column((row) => row.next?.token ?? null),
      column((row) => row.next?.tokenHash ?? null),
      column((row) => row.next?.certificateId ?? null),
      column((row) => row.next?.vendor ?? null),
      column((row) => row.fromCertificateId ?? null),
    ]);
    await this.hasten(withdrawals);
  }

  /** Wakes targets of a replaced token. If the phone changed its certificate too, they wait for the end of their pause. */
  private async hasten(withdrawals: readonly Withdrawal[]): Promise<void> {
    const left = withdrawals.flatMap(({ next, ...row }) => (next === undefined ? [] : [{ ...row, next }]));
    if (left.length === 0) return;
    await this.database.query(HASTEN, [
      left.map((row) => row.app),
      left.map((row) => row.user),
      left.map((row) => row.device),
      left.map((row) => row.session),
      left.map((row) => row.tokenHash),
      left.map((row) => row.fromCertificateId ?? row.next.certificateId),
    ]);
  }
}

/** All pods lock the rows in the same order, so that two slices cannot deadlock. */
const byOrder = (a: { order: string }, b: { order: string }): number => (a.order < b.order ? -1 : 1);
