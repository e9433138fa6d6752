// Keeps the devices that are judged again in a moment. All times are the database's. A process that claims a row owns it for a lease.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { HoldRow } from './hold';

/** With so many holds nobody else is put on hold: a rolling restart of all gateways must not fill the disk. */
export const MAX_HOLDS = 20_000;
/** After this a claim is over, because its process died or cannot reach the broker. */
const LEASE_MS = 10_000;

export interface NewHold extends HoldRow {
  dueInMs: number;
}

@Injectable()
export class HoldStore {
  constructor(private readonly database: Database) {}

  /** Returns the ids for which there was no room. A row that exists already stays as it is. */
  async keep(holds: readonly NewHold[]): Promise<Set<string>> {
    if (holds.length === 0) return new Set();
    const columns = [holds.map((it) => it.id), holds.map((it) => it.message), holds.map((it) => it.dueInMs)];
    const refused = await this.database.query<{ id: string }>(KEEP, [...columns, MAX_HOLDS]);
    return new Set(refused.map(({ id }) => id));
  }

  /** Claims holds that are due and that no other process has claimed. This process must end them within the lease. */
  async claimDue(limit: number): Promise<HoldRow[]> {
    return this.database.query<HoldRow>(CLAIM_DUE, [limit, LEASE_MS]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.database.query(REMOVE, [ids]);
  }

  /** In ms until the next hold is due; null if there is none. */
  async nextInMs(): Promise<number | null> {
    const [row] = await this.database.query<{ inMs: number | null }>(NEXT, []);
    return row?.inMs ?? null;
  }
}

const KEEP = sql(
  'hold-keep',
  `with room as (
     select greatest(0, $4::integer - (select count(*) from (select from hold limit $4::integer) as some_holds)) as places
   ), given as materialized (
     select id, message, due_in_ms, row_number() over () as i
     from unnest($1::text[], $2::text[], $3::float8[]) as given (id, message, due_in_ms)
   ), kept as (
     insert into hold (id, message, due_at)
     select id, message, clock_timestamp() + due_in_ms * interval '1 millisecond' from given, room where i <= places
     on conflict (id) do nothing
   )
   select id from given, room where i > places`,
);

const CLAIM_DUE = sql(
  'hold-claim-due',
  `update hold set due_at = clock_timestamp() + $2 * interval '1 millisecond'
   where id in (select id from hold where due_at <= clock_timestamp() order by due_at limit $1 for update skip locked)
   returning id, message`,
);

const REMOVE = sql('hold-remove', 'delete from hold where id = any($1::text[])');

const NEXT = sql(
  'hold-next',
  `select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as "inMs" from hold`,
);
