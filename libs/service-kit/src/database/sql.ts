// A statement has a name, under which each connection prepares it, and a constant text. Values are passed apart from the text.
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** The part of a database or a transaction that stores and the outbox use. */
export interface Queryable {
  query<R>(statement: Statement, values: unknown[]): Promise<R[]>;
}

/** PostgreSQL cuts names of prepared statements to 63 bytes, after which two names may be equal. */
const NAME = /^[a-z][a-z0-9_.-]{0,62}$/;

const textOf = new Map<string, string>();

/** Makes a named statement. A name must have one text in the process, because PostgreSQL runs the first text that it saw. */
export function sql(name: string, text: string): Statement {
  if (!NAME.test(name)) throw new Error(`statement name ${JSON.stringify(name)} must match ${NAME.source}`);
  if ((textOf.get(name) ?? text) !== text) throw new Error(`two statements are named ${name}`);
  textOf.set(name, text);
  return { name, text };
}
