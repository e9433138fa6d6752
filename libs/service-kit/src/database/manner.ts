// How statements are sent. To PostgreSQL itself they are prepared once per connection, and limits are set with the connection. A pooler
// lends a server connection for one transaction only. Through one, no statement is prepared, and limits are set in each transaction.
import type { PoolClient } from 'pg';

export const POOLERS = ['none', 'transaction'] as const;
export type Pooler = (typeof POOLERS)[number];

export interface Limits {
  /** The server ends a statement, or an idle transaction, after this time. */
  readonly statementTimeoutMs: number;
  /** The server ends a statement that waits longer for a lock, because it would hold up all others that wait behind it. */
  readonly lockTimeoutMs: number;
}

export interface Manner {
  /** If false, no statement is named, and each runs in a transaction, so that its limits count on the connection that runs it. */
  readonly isPrepared: boolean;
  readonly begin: string;
}

export const DIRECT: Manner = { isPrepared: true, begin: 'BEGIN' };

export const mannerOf = (pooler: Pooler, limits: Limits): Manner =>
  pooler === 'none'
    ? DIRECT
    : {
        isPrepared: false,
        begin: ['BEGIN', ...settings(limits).map(([name, ms]) => `SET LOCAL ${name} = ${ms}`)].join('; '),
      };

/** Parameters of the connection. A pooler would refuse a connection with them. */
export const connectionSettings = (pooler: Pooler, limits: Limits): object =>
  pooler === 'none' ? { ...Object.fromEntries(settings(limits)), onConnect: liftTransactionLimit } : {};

/** A statement and no parameter of the connection, because PostgreSQL before 17 refuses a connection with an unknown parameter. */
const NO_TRANSACTION_LIMIT = `select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'`;

/** Lifts a limit of the server for whole transactions: our statements and the pauses between them have limits of their own. */
const liftTransactionLimit = async (client: Pick<PoolClient, 'query'>): Promise<void> => {
  await client.query(NO_TRANSACTION_LIMIT);
};

const settings = ({ statementTimeoutMs, lockTimeoutMs }: Limits): [string, number][] => [
  ['statement_timeout', statementTimeoutMs],
  ['idle_in_transaction_session_timeout', statementTimeoutMs],
  ['lock_timeout', lockTimeoutMs],
];
