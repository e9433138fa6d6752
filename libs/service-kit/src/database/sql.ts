// A statement of ours: its name makes it a prepared statement on each connection, its text is constant, values travel beside it.
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What stores and the outbox need of a database or of a transaction. */
export interface Queryable {
  query<R>(statement: Statement, values: unknown[]): Promise<R[]>;
}

/** PostgreSQL cuts names of prepared statements at 63 bytes, and two cut names may be one. */
const NAME = /^[a-z][a-z0-9_.-]{0,62}$/;

const textOf = new Map<string, string>();

/** A named statement. One name means one text in the whole process: PostgreSQL would run the first one it saw. */
export function sql(name: string, text: string): Statement {
  if (!NAME.test(name)) throw new Error(`statement name ${JSON.stringify(name)} must match ${NAME.source}`);
  if ((textOf.get(name) ?? text) !== text) throw new Error(`two statements are named ${name}`);
  textOf.set(name, text);
  return { name, text };
}
