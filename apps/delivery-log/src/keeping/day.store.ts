// A table for each day, in stories and in what they are found by: made when the day comes, dropped whole when its time is over.
import { Injectable } from '@nestjs/common';
import { Database, type Queryable, sql, type Tx } from '@offline-push/service-kit';

const PARENTS = ['story', 'lookup'] as const;
/** One process at a time; the number is of this house alone. */
const LOCK = sql('lock-days', `select pg_advisory_xact_lock(hashtext('offline-push.delivery-log.days'))`);
const LIST = sql(
  'list-days',
  `select substring(c.relname from '_([0-9]+)$')::integer as day
   from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
   where p.relname = 'story' and p.relnamespace = current_schema()::regnamespace order by day`,
);
const FORGET_LEDGER = sql('forget-ledger', 'delete from ledger where hour < $1 * 24');

@Injectable()
export class DayStore {
  private readonly known = new Set<number>();

  constructor(private readonly database: Database) {}

  /** Before anything is written into them. */
  async ensure(days: readonly number[]): Promise<void> {
    const missing = [...new Set(days)].filter((day) => !this.known.has(day));
    if (missing.length === 0) return;
    await this.database.transaction(async (tx) => {
      await tx.query(LOCK, []);
      const there = new Set(await this.there(tx));
      for (const day of missing) if (!there.has(day)) await this.make(day, tx);
    });
    for (const day of missing) this.known.add(day);
  }

  /** Drops the days before this one. */
  async forgetBefore(day: number): Promise<number[]> {
    return this.database.transaction(async (tx) => {
      await tx.query(LOCK, []);
      const old = (await this.there(tx)).filter((known) => known < day);
      for (const each of old) {
        this.known.delete(each);
        for (const parent of PARENTS)
          await tx.query(sql(`drop-${parent}-${each}`, `drop table if exists ${parent}_${each}`), []);
      }
      await tx.query(FORGET_LEDGER, [day]);
      return old;
    });
  }

  /** Days that have tables. */
  async there(queryable: Queryable = this.database): Promise<number[]> {
    return (await queryable.query<{ day: number }>(LIST, [])).map(({ day }) => day);
  }

  private async make(day: number, tx: Tx): Promise<void> {
    for (const parent of PARENTS)
      await tx.query(
        sql(
          `make-${parent}-${day}`,
          `create table if not exists ${parent}_${day} partition of ${parent} for values in (${day})`,
        ),
        [],
      );
  }
}
