// How statements are sent. To PostgreSQL itself: prepared once per connection, limits set with the connection. Through a pooler that lends a
// server connection for one transaction only, nothing may be left on the connection: no prepared statement, and limits count for one transaction.
import type { PoolClient } from 'pg';

export const POOLERS = ['none', 'transaction'] as const;
export type Pooler = (typeof POOLERS)[number];

export interface Limits {
  /** The server ends a statement, or a transaction that does nothing, after this time. */
  readonly statementTimeoutMs: number;
  /** A statement that waits longer for a lock holds up everyone behind it. */
  readonly lockTimeoutMs: number;
}

export interface Manner {
  /** False: no statement is named, and each runs in a transaction, so that its limits reach the connection that does it. */
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

/** As parameters of the connection itself; a pooler would refuse it for them. */
export const connectionSettings = (pooler: Pooler, limits: Limits): object =>
  pooler === 'none' ? { ...Object.fromEntries(settings(limits)), onConnect: liftTransactionLimit } : {};

/** As a statement, because a server before PostgreSQL 17 refuses a connection that names a parameter it does not know. */
const NO_TRANSACTION_LIMIT = `select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'`;

/** Each statement of ours and each pause between two has a limit. A server's limit for the whole would end slow transactions for good. */
const liftTransactionLimit = async (client: Pick<PoolClient, 'query'>): Promise<void> => {
  await client.query(NO_TRANSACTION_LIMIT);
};

const settings = ({ statementTimeoutMs, lockTimeoutMs }: Limits): [string, number][] => [
  ['statement_timeout', statementTimeoutMs],
  ['idle_in_transaction_session_timeout', statementTimeoutMs],
  ['lock_timeout', lockTimeoutMs],
];
