// Sessions and tokens for which nothing may ring any more. Claims look here twice.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { Withdrawals } from './withdraw';

const WITHDRAW = sql(
  'withdraw',
  `insert into withdrawal (app, user_id, device, session, token_hash, cause)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
   on conflict (app, user_id, device, session, token_hash) do update set cause = excluded.cause, withdrawn_at = now()`,
);

const LIFT = sql(
  'lift-withdrawal',
  `delete from withdrawal w using unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
     as b (app, user_id, device, session, token_hash)
   where w.app = b.app and w.user_id = b.user_id and w.device = b.device and w.session = b.session
     and w.token_hash in ('', b.token_hash)`,
);

@Injectable()
export class WithdrawalStore {
  constructor(private readonly database: Database) {}

  async save({ withdrawn, lifted }: Withdrawals): Promise<void> {
    if (lifted.length > 0) await this.database.query(LIFT, columnsOf(lifted));
    if (withdrawn.length > 0)
      await this.database.query(WITHDRAW, [...columnsOf(withdrawn), withdrawn.map((w) => w.cause)]);
  }
}

const columnsOf = (rows: Withdrawals['lifted']): string[][] => [
  rows.map((row) => row.app),
  rows.map((row) => row.user),
  rows.map((row) => row.device),
  rows.map((row) => row.session),
  rows.map((row) => row.tokenHash),
];
