// The SQL of the outbox. All times are the database's.

/** What the bus needs of its service's database, or of a transaction in it. Whoever provides it does so under the token 'Queryable'. */
export interface BusDatabase {
  query<R>(statement: { name: string; text: string }, values: unknown[]): Promise<R[]>;
}

/** A bundle as it is saved: records of one topic. */
export interface SavedBundle {
  topic: string;
  /** In a topic that keeps the newest record of a key: that key, because the order of rows counts between processes, too. */
  compactedKey: string | null;
  records: Buffer;
}

export interface SavedRow {
  id: string;
  topic: string;
  compacted: boolean;
  records: Buffer;
}

const APPEND = {
  name: 'outbox-append',
  text: 'insert into outbox (records, topic, compacted_key) values ($1, $2, $3) returning id::text',
};
const REMOVE = { name: 'outbox-remove', text: 'delete from outbox where id = any($1::bigint[])' };
const KEEP = {
  name: 'outbox-keep',
  text: `update outbox set due_at = now() + interval '2 seconds' where id = any($1::bigint[])`,
};
const CLAIM = {
  name: 'outbox-claim',
  text: `
    update outbox set due_at = now() + interval '2 seconds'
    where id in (
      select id from outbox where due_at <= now() and refused is null and topic <> all($2::text[])
        and (compacted_key is null or not exists (
          select from outbox older where older.compacted_key = outbox.compacted_key and older.topic = outbox.topic
            and older.id < outbox.id and older.refused is null))
      order by id limit $1 for update skip locked)
    returning id::text, topic, compacted_key is not null as compacted, records`,
};
const HINDERED = {
  name: 'outbox-hindered',
  text: `
    select id::text from outbox where id = any($1::bigint[]) and exists (
      select from outbox older where older.compacted_key = outbox.compacted_key and older.topic = outbox.topic
        and older.id < outbox.id and older.id <> all($2::bigint[]) and older.refused is null)`,
};
const TRY_AGAIN = {
  name: 'outbox-try-again',
  text: `
    update outbox set refused = null, due_at = now()
    where id in (select id from outbox where refused is not null order by id limit $1 for update skip locked)
    returning id::text`,
};
const REFUSE = { name: 'outbox-refuse', text: 'update outbox set refused = $2 where id = $1::bigint' };
const OLDEST = {
  name: 'outbox-oldest',
  text: `select extract(epoch from now() - created_at)::float8 as seconds from outbox order by id limit 1`,
};

export class OutboxStore {
  constructor(private readonly database: BusDatabase) {}

  /** In the caller's transaction. */
  async append(tx: BusDatabase, { records, topic, compactedKey }: SavedBundle): Promise<string> {
    const [row] = await tx.query<{ id: string }>(APPEND, [records, topic, compactedKey]);
    if (row === undefined) throw new Error('the outbox did not take the row');
    return row.id;
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.database.query(REMOVE, [ids]);
  }

  /** Keeps rows that wait in this process out of the hands of other relays, for two more seconds. */
  async keep(ids: readonly string[]): Promise<void> {
    await this.database.query(KEEP, [ids]);
  }

  /** Rows that no living process publishes, oldest first, but for these topics. They are this process's for two seconds. */
  async claim(limit: number, exceptTopics: readonly string[]): Promise<SavedRow[]> {
    const rows = await this.database.query<SavedRow>(CLAIM, [limit, exceptTopics]);
    return rows.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  }

  /** Those of the rows that must wait: an older row of their key is not published yet. `ahead`: rows that went before, or go with them. */
  async hindered(ids: readonly string[], ahead: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(HINDERED, [ids, ahead]);
    return rows.map(({ id }) => id);
  }

  /** Rows that were set aside are due again. */
  async tryAgain(limit: number): Promise<number> {
    return (await this.database.query<{ id: string }>(TRY_AGAIN, [limit])).length;
  }

  /** Sets a row aside that the broker refuses. It stays, and the age of the oldest row gives the alarm. */
  async refuse(id: string, why: string): Promise<void> {
    await this.database.query(REFUSE, [id, why]);
  }

  /** 0: nothing waits. */
  async oldestSeconds(): Promise<number> {
    const [row] = await this.database.query<{ seconds: number }>(OLDEST, []);
    return row?.seconds ?? 0;
  }
}
