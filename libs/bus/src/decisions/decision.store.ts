// The SQL of remembered decisions. All times are the database's.
import type { BusDatabase } from '../outbox/outbox.store';

export interface DecisionRow {
  message: string;
  content: string;
  decided: string;
}

/** Replaces the text `held` by `decided`, unless another process has replaced it. */
export interface Swap {
  message: string;
  held: string;
  decided: string;
}

const INSERT = {
  name: 'decision-insert',
  text: `
    with given as materialized (
      select * from unnest($1::text[], $2::text[], $3::text[]) as given (message, content, decided)
    ), fresh as (
      insert into decision (message, content, decided) select message, content, decided from given
      on conflict (message) do nothing returning message
    )
    select message from given where message not in (select message from fresh)`,
};
const FIND = {
  name: 'decision-find',
  text: 'select message, content, decided from decision where message = any($1::text[])',
};
const SWAP = {
  name: 'decision-swap',
  text: `
    with given as materialized (
      select * from unnest($1::text[], $2::text[], $3::text[]) as given (message, held, decided)
    ), swapped as (
      update decision set decided = given.decided from given
      where decision.message = given.message and decision.decided = given.held returning decision.message
    )
    select message from swapped`,
};
const FORGET = {
  name: 'decision-forget',
  text: `
    with old as (
      select message from decision where decided_at < now() - $1 * interval '1 millisecond'
      order by decided_at limit $2 for update skip locked
    ), gone as (
      delete from decision using old where decision.message = old.message returning 1
    )
    select count(*)::int as gone from gone`,
};

export class DecisionStore {
  constructor(private readonly database: BusDatabase) {}

  /** Inserts decisions on messages that have none yet, in the given order. Returns the messages that had one. */
  async insert(rows: readonly DecisionRow[]): Promise<string[]> {
    const columns = [
      rows.map((it) => it.message),
      rows.map((it) => it.content),
      rows.map((it) => it.decided),
    ];
    return (await this.database.query<{ message: string }>(INSERT, columns)).map(({ message }) => message);
  }

  async find(messages: readonly string[]): Promise<DecisionRow[]> {
    return this.database.query<DecisionRow>(FIND, [messages]);
  }

  /** Returns the messages whose text was replaced. */
  async swap(swaps: readonly Swap[]): Promise<string[]> {
    const columns = [
      swaps.map((it) => it.message),
      swaps.map((it) => it.held),
      swaps.map((it) => it.decided),
    ];
    return (await this.database.query<{ message: string }>(SWAP, columns)).map(({ message }) => message);
  }

  /** Removes at most `limit` decisions that are older. Returns how many. */
  async forget(keepMs: number, limit: number): Promise<number> {
    const [row] = await this.database.query<{ gone: number }>(FORGET, [keepMs, limit]);
    return row?.gone ?? 0;
  }
}
