// The ledger in the database: a few lines an hour, which each write of stories moves by what it changed.
import { Injectable } from '@nestjs/common';
import { Database, type Queryable, sql } from '@offline-push/service-kit';
import { numbers } from '../book/lists';
import type { Counts, Line } from './boxes';

const ADD = sql(
  'add-to-ledger',
  `insert into ledger as l (app, hour, due_hour, box, reason, count)
   select * from unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::text[], $6::bigint[])
   on conflict (app, hour, due_hour, box, reason) do update set count = l.count + excluded.count`,
);
const LIST = sql(
  'list-ledger',
  `select hour, due_hour as "dueHour", box, reason, sum(count)::float8 as count from ledger
   where app = $1 and hour between $2 and $3 group by hour, due_hour, box, reason having sum(count) <> 0
   order by hour, due_hour, box, reason`,
);
const TOTALS = sql(
  'ledger-totals',
  `select app, box, due_hour < $1 as "isOver", sum(count)::float8 as count from ledger
   where box in ('at-gate', 'at-addressing', 'open') group by 1, 2, 3`,
);

export interface LedgerLine extends Omit<Line, 'app'> {
  count: number;
}

@Injectable()
export class LedgerStore {
  constructor(private readonly database: Database) {}

  /** In one order of rows, so that pods wait for each other and never in a circle. */
  async add(counts: Counts, tx: Queryable): Promise<void> {
    const moved = [...counts].filter(([, { count }]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
    if (moved.length === 0) return;
    const lines = moved.map(([, { line }]) => line);
    await tx.query(ADD, [
      lines.map(({ app }) => app),
      numbers(lines.map(({ hour }) => hour)),
      numbers(lines.map(({ dueHour }) => dueHour)),
      lines.map(({ box }) => box),
      lines.map(({ reason }) => reason),
      numbers(moved.map(([, { count }]) => count)),
    ]);
  }

  /** Of the messages that were sent in these hours, both included. */
  async list(app: string, fromHour: number, toHour: number): Promise<LedgerLine[]> {
    return this.database.query<LedgerLine>(LIST, [app, fromHour, toHour]);
  }

  /** What waits, by app. `isOver`: longer than it may. */
  async waiting(nowHour: number): Promise<{ app: string; box: string; isOver: boolean; count: number }[]> {
    return this.database.query(TOTALS, [nowHour]);
  }
}
