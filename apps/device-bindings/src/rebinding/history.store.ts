// Keeps what happened to the bindings of a user, for people to read. No decision uses it.
import { Injectable } from '@nestjs/common';
import type { BindingChanged } from '@offline-push/contracts';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import { sessionColumns } from '../facts/rows';

const APPEND = sql(
  'append-history',
  `insert into binding_history (app, user_id, device, session, change, cause, certificate_id, token_hash, at_ms, recorded_at_ms)
   select h.*, $10::bigint from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
     $9::bigint[]) as h`,
);

const DECIDED_AT = sql(
  'decided-at',
  'select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as "decidedAtMs"',
);

const LAST_UNBINDS = sql(
  'last-unbinds',
  `select distinct on (device) device, session, cause, at_ms::float8 as "atMs" from binding_history
   where app = $1 and user_id = $2 and change = 'unbound' order by device, id desc`,
);

/** The newest first. */
const OF_USER = sql(
  'history-of-user',
  `select id::text as id, device, session, change, cause, certificate_id as "certificateId", token_hash as "tokenHash",
     at_ms::float8 as "atMs", recorded_at_ms::float8 as "recordedAtMs"
   from binding_history where app = $1 and user_id = $2 and id < $3::bigint order by id desc limit $4`,
);

/** Ids grow with time, so the rows with the lowest ids are the oldest. */
const FORGET = sql(
  'forget-history',
  `delete from binding_history where id in (select id from binding_history order by id limit $2::int)
   and recorded_at_ms < $1::bigint returning 1`,
);

export interface Unbind {
  device: string;
  session: string;
  cause: BindingChanged['cause'];
  atMs: number;
}

/** A change as the history has it. */
export interface Past {
  /** Of the row; grows with time. */
  id: string;
  device: string;
  session: string;
  change: BindingChanged['change'];
  cause: BindingChanged['cause'];
  certificateId: number | null;
  tokenHash: string | null;
  atMs: number;
  recordedAtMs: number;
}

const LAST_ID = '9223372036854775807';

@Injectable()
export class HistoryStore {
  constructor(private readonly database: Database) {}

  async append(tx: Tx, changes: readonly BindingChanged[], nowMs: number): Promise<void> {
    await tx.query(APPEND, [
      ...sessionColumns(changes),
      changes.map((each) => each.change),
      changes.map((each) => each.cause),
      changes.map((each) => each.certificateId ?? null),
      changes.map((each) => each.tokenHash ?? null),
      changes.map((each) => each.atMs),
      nowMs,
    ]);
  }

  /** Must be called under the locks. Then of two decisions on a device or token the later one has the later time, in any process. */
  async decidedAtMs(tx: Tx): Promise<number | undefined> {
    return (await tx.query<{ decidedAtMs: number }>(DECIDED_AT, []))[0]?.decidedAtMs;
  }

  /** The last unbind of each device, by device. */
  async lastUnbinds(app: string, user: string): Promise<Map<string, Unbind>> {
    const rows = await this.database.query<Unbind>(LAST_UNBINDS, [app, user]);
    return new Map(rows.map((row) => [row.device, row]));
  }

  /** Changes of a user, the newest first, before the row `before`. */
  async ofUser(
    app: string,
    user: string,
    { before = LAST_ID, limit }: { before?: string | undefined; limit: number },
  ): Promise<Past[]> {
    return this.database.query<Past>(OF_USER, [app, user, before, limit]);
  }

  /** Deletes at most `limit` rows recorded before then. Returns how many. */
  async forgetBefore(atMs: number, limit: number): Promise<number> {
    return (await this.database.query(FORGET, [atMs, limit])).length;
  }
}
