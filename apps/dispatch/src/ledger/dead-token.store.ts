// Keeps tokens that a vendor called dead. Dispatch does not call them again until device-bindings has ended their bindings, also if that
// service is away.
import { Injectable } from '@nestjs/common';
import { Database, type Queryable, sql } from '@offline-push/service-kit';

// A gathering may hold one token twice. All pods lock the rows in the same order, so that they do not deadlock.
const SAVE = sql(
  'save-dead-tokens',
  `insert into dead_token as d (token_hash, certificate_id, dead_at_ms)
   select * from (
     select token_hash, certificate_id, max(dead_at_ms) from unnest($1::text[], $2::integer[], $3::bigint[])
       as told (token_hash, certificate_id, dead_at_ms)
     group by token_hash, certificate_id order by token_hash, certificate_id
   ) newest
   on conflict (token_hash, certificate_id) do update
   set dead_at_ms = greatest(d.dead_at_ms, excluded.dead_at_ms), saved_at = now()`,
);

const FORGET = sql('forget-dead-tokens-of', 'delete from dead_token where certificate_id = $1');

export interface DeadToken {
  tokenHash: string;
  certificateId: number;
  /** The vendor's time, or else when the call began: a binding reported during the call is newer. */
  deadAtMs: number;
}

@Injectable()
export class DeadTokenStore {
  constructor(private readonly database: Database) {}

  async save(dead: readonly DeadToken[], within: Queryable = this.database): Promise<void> {
    if (dead.length === 0) return;
    await within.query(SAVE, [
      dead.map(({ tokenHash }) => tokenHash),
      dead.map(({ certificateId }) => certificateId),
      dead.map(({ deadAtMs }) => Math.floor(deadAtMs)),
    ]);
  }

  /** Called when another version is in force: the former one may have been the reason why tokens were called dead. */
  async forgetOf(certificateId: number): Promise<void> {
    await this.database.query(FORGET, [certificateId]);
  }
}
