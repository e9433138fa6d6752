// The SQL of the outbox. All times are the database's.

export interface Queryable {
  query<R>(statement: { name: string; text: string }, values: unknown[]): Promise<R[]>;
}

export interface OutboxRow {
  id: string;
  records: Buffer;
}

const APPEND = {
  name: 'outbox-append',
  text: 'insert into outbox (records) values ($1) returning id::text',
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
      select id from outbox where due_at <= now() and refused is null
      order by id limit $1 for update skip locked)
    returning id::text, records`,
};
const REFUSE = { name: 'outbox-refuse', text: 'update outbox set refused = $2 where id = $1::bigint' };
const OLDEST = {
  name: 'outbox-oldest',
  text: `select extract(epoch from now() - created_at)::float8 as seconds from outbox order by id limit 1`,
};

export class OutboxStore {
  constructor(private readonly database: Queryable) {}

  /** In the caller's transaction. */
  async append(tx: Queryable, records: Buffer): Promise<string> {
    const [row] = await tx.query<{ id: string }>(APPEND, [records]);
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

  /** Rows that no living process publishes, oldest first. They are this process's for two seconds. */
  async claim(limit: number): Promise<OutboxRow[]> {
    const rows = await this.database.query<OutboxRow>(CLAIM, [limit]);
    return rows.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  }

  /** Sets a row aside that can never be published. It stays, and the age of the oldest row gives the alarm. */
  async refuse(id: string, why: string): Promise<void> {
    await this.database.query(REFUSE, [id, why]);
  }

  /** 0: nothing waits. */
  async oldestSeconds(): Promise<number> {
    const [row] = await this.database.query<{ seconds: number }>(OLDEST, []);
    return row?.seconds ?? 0;
  }
}
