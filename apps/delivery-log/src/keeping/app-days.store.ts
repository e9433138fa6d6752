// For how many days an app keeps what is told of its messages, and what it has cleared because of that.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Tx } from '@offline-push/service-kit';

export interface AppDays {
  app: string;
  keepDays: number;
  setAtMs: number;
  setBy: string;
}

const COLUMNS = 'app, keep_days as "keepDays", set_at_ms::float8 as "setAtMs", set_by as "setBy"';
const OF_APP = sql('app-days', `select ${COLUMNS} from app_keeping where app = $1`);
const FEWER = sql(
  'apps-with-fewer-days',
  `select ${COLUMNS} from app_keeping where keep_days < $1 order by app limit 10000`,
);
const SET = sql(
  'set-app-days',
  `insert into app_keeping (app, keep_days, set_at_ms, set_by) values ($1, $2, $3, $4)
   on conflict (app) do update set keep_days = excluded.keep_days, set_at_ms = excluded.set_at_ms, set_by = excluded.set_by`,
);
const UNSET = sql('unset-app-days', 'delete from app_keeping where app = $1');
/** With more days than before, what was cleared may be written again. */
const UNCLEAR = sql('unclear-days', 'delete from cleared_day where app = $1 and day >= $2');
const FORGET_CLEARED = sql('forget-cleared-days', 'delete from cleared_day where day < $1');
const CLEARED = sql('cleared-days', 'select day from cleared_day where app = $1');
const CLEAR = sql(
  'clear-day',
  'insert into cleared_day (app, day) values ($1, $2) on conflict (app, day) do nothing',
);
const WINDOW = sql(
  'clear-window',
  `with w as materialized (
     select message, part, body from story where day = $1 and (message, part) > ($2::bigint, $3::smallint)
     order by message, part limit $4)
   select message::text as message, part, case when starts_with(body, $5) then body end as body from w
   where starts_with(body, $5) or (message, part) = (select message, part from w order by message desc, part desc limit 1)
   order by w.message, w.part`,
);
const DROP = sql(
  'clear-stories',
  'delete from story where day = $1 and (message, part) in (select * from unnest($2::bigint[], $3::smallint[])) returning part',
);
const UNFILE = sql(
  'clear-lookups',
  `delete from lookup l using unnest($2::bigint[], $3::bigint[], $4::smallint[]) as k (key, message, part)
   where l.day = $1 and l.key = k.key and l.message = k.message and l.part = k.part`,
);
const FACTS = sql(
  'clear-facts',
  `delete from fact where (kind, key) in
     (select kind, key from fact where owner <> '' and starts_with(owner, $1) and at_ms < $2 limit $3) returning kind`,
);
const LETTERS = sql(
  'clear-letters',
  'delete from dead_letter where id in (select id from dead_letter where app = $1 and failed_at_ms < $2 limit $3) returning id',
);

export interface Seen {
  message: string;
  part: number;
  /** Null: of another app. */
  body: string | null;
}

@Injectable()
export class AppDaysStore {
  constructor(private readonly database: Database) {}

  async of(app: string): Promise<AppDays | undefined> {
    return (await this.database.query<AppDays>(OF_APP, [app]))[0];
  }

  /** Those that keep fewer days than the platform. */
  fewerThan(days: number): Promise<AppDays[]> {
    return this.database.query<AppDays>(FEWER, [days]);
  }

  /** Undefined: as many as the platform. `firstDay` is the first that is kept then. */
  async set({ app, keepDays, setAtMs, setBy }: AppDays, firstDay: number, tx: Tx): Promise<void> {
    await tx.query(SET, [app, keepDays, setAtMs, setBy]);
    await tx.query(UNCLEAR, [app, firstDay]);
  }

  async unset(app: string, tx: Tx): Promise<void> {
    await tx.query(UNSET, [app]);
    await tx.query(UNCLEAR, [app, 0]);
  }

  async cleared(app: string): Promise<Set<number>> {
    return new Set((await this.database.query<{ day: number }>(CLEARED, [app])).map(({ day }) => day));
  }

  async clear(app: string, day: number, tx: Tx): Promise<void> {
    await tx.query(CLEAR, [app, day]);
  }

  async forgetCleared(before: number): Promise<void> {
    await this.database.query(FORGET_CLEARED, [before]);
  }

  /** A window of a day behind a place: rows that begin so, and the last that was looked at. */
  window(day: number, after: Omit<Seen, 'body'>, begins: string, most: number, tx: Tx): Promise<Seen[]> {
    return tx.query<Seen>(WINDOW, [day, after.message, after.part, most, begins]);
  }

  /** Returns how many stories. `keys` are those that they are filed under. */
  async drop(
    day: number,
    rows: readonly Seen[],
    keys: readonly { key: string; message: string; part: number }[],
    tx: Tx,
  ): Promise<number> {
    await tx.query(UNFILE, [
      day,
      keys.map(({ key }) => key),
      keys.map(({ message }) => message),
      keys.map(({ part }) => part),
    ]);
    return (await tx.query(DROP, [day, rows.map(({ message }) => message), rows.map(({ part }) => part)]))
      .length;
  }

  /** Facts and dead letters of before. Returns how many. */
  async dropOthers(app: string, beforeMs: number, most: number): Promise<number> {
    const owners = `${JSON.stringify([app]).slice(0, -1)},`;
    const facts = await this.database.query(FACTS, [owners, beforeMs, most]);
    const letters = await this.database.query(LETTERS, [app, beforeMs, most]);
    return facts.length + letters.length;
  }
}
