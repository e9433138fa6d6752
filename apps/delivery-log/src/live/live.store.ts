// What changed, in the order in which it was committed, for as long as somebody watches the app.
import { Injectable } from '@nestjs/common';
import { Database, type Queryable, sql, type Tx } from '@offline-push/service-kit';
import type { Watch } from './place';

/**
 * Held from here to the end of a transaction: so positions are committed in their order, and who begins to watch knows that every transaction
 * is either over or sees it. In a statement of its own, because a statement sees what was committed before it began to wait.
 */
const LOCK = sql('lock-live', `select pg_advisory_xact_lock(hashtext('offline-push.delivery-log.live'))`);
const WATCHED = sql(
  'watched-apps',
  'select app from live_watch where app = any($1::text[]) and until > clock_timestamp()',
);
const ADD = sql(
  'add-live',
  `insert into live (app, body) select app, body
   from unnest($1::text[], $2::text[]) with ordinality as r (app, body, place) order by place`,
);
const LAST = 'coalesce((select max(position) from live where app = $1), 0)';
const WATCH = sql(
  'watch-app',
  `insert into live_watch as known (app, epoch, since, until)
   values ($1, floor(extract(epoch from clock_timestamp()) * 1000), ${LAST}, clock_timestamp() + $2::float8 * interval '1 millisecond')
   on conflict (app) do update set
     epoch = case when known.until > clock_timestamp() then known.epoch else greatest(excluded.epoch, known.epoch + 1) end,
     since = case when known.until > clock_timestamp() then known.since else greatest(excluded.since, known.since) end,
     until = excluded.until
   returning epoch::float8 as epoch, since::float8 as since, greatest(since, ${LAST})::float8 as last`,
);
const READ = sql(
  'read-live',
  `select w.epoch::float8 as epoch, w.since::float8 as since, row.position::float8 as position, row.body from live_watch w
   left join lateral (
     select position, body from live where app = w.app and position >= $2::bigint order by position limit $3
   ) row on true
   where w.app = $1 order by row.position`,
);
const MOVED = sql(
  'moved-live',
  `select w.app, (select max(position) from live where app = w.app)::float8 as last from live_watch w where w.app = any($1::text[])`,
);
const IS_USED = sql(
  'is-live-used',
  'select exists (select from live_watch) or exists (select from live) as "isUsed"',
);
const FORGET = sql(
  'forget-live',
  `with gone as (
     delete from live where at < clock_timestamp() - $1::float8 * interval '1 millisecond'
       or position <= (select max(position) from live) - $2::bigint
     returning app, position
   )
   update live_watch w set since = greatest(w.since, most.position)
   from (select app, max(position) as position from gone group by app) most where w.app = most.app`,
);
const UNWATCH = sql(
  'forget-watches',
  `delete from live_watch where until < clock_timestamp() - $1::float8 * interval '1 millisecond'`,
);

interface LiveRow {
  position: number;
  body: string;
}

export interface LivePage extends Pick<Watch, 'epoch' | 'since'> {
  rows: LiveRow[];
}

interface PageRow {
  epoch: number;
  since: number;
  position: number | null;
  body: string;
}

@Injectable()
export class LiveStore {
  constructor(private readonly database: Database) {}

  /** Those of the apps that somebody watches. From now on no other transaction tells of anything until this one ends. */
  async watched(apps: readonly string[], tx: Tx): Promise<Set<string>> {
    await tx.query(LOCK, []);
    return new Set((await tx.query<{ app: string }>(WATCHED, [apps])).map(({ app }) => app));
  }

  /** Within the transaction that asked `watched`. */
  async add(rows: readonly { app: string; body: string }[], tx: Queryable): Promise<void> {
    if (rows.length > 0) await tx.query(ADD, [rows.map(({ app }) => app), rows.map(({ body }) => body)]);
  }

  /** From its commit on, all that changes in the app is told, for so long. */
  async watch(app: string, forMs: number): Promise<Watch> {
    return this.database.transaction(async (tx) => {
      await tx.query(LOCK, []);
      const [watch] = await tx.query<Watch>(WATCH, [app, forMs]);
      if (watch === undefined) throw new Error('a watch was neither begun nor prolonged');
      return watch;
    });
  }

  /** Rows from this position on, itself included. undefined: nobody watches the app any more. */
  async read(app: string, from: number, most: number): Promise<LivePage | undefined> {
    const rows = await this.database.query<PageRow>(READ, [app, from, most]);
    const [first] = rows;
    if (first === undefined) return undefined;
    const isRow = (row: PageRow): row is PageRow & LiveRow => row.position !== null;
    return { epoch: first.epoch, since: first.since, rows: rows.filter(isRow) };
  }

  /** The last position of each app; 0 if nothing is there. */
  async moved(apps: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ app: string; last: number | null }>(MOVED, [apps]);
    return new Map(rows.map(({ app, last }) => [app, last ?? 0]));
  }

  async forget(olderThanMs: number, mostRows: number): Promise<void> {
    const [row] = await this.database.query<{ isUsed: boolean }>(IS_USED, []);
    if (row?.isUsed !== true) return;
    await this.database.transaction(async (tx) => {
      await tx.query(LOCK, []);
      await tx.query(FORGET, [olderThanMs, mostRows]);
      await tx.query(UNWATCH, [olderThanMs]);
    });
  }
}
