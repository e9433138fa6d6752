// The service's PostgreSQL: one pool for named statements, transactions and TypeORM. Every wait has a deadline, the queue in front
// of the pool a bound, and a trouble that passes comes out as DatabaseUnavailable.
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { ClockReading } from './database-clock';
import { observePool, poolWait } from './metrics';
import { classified, DatabaseUnavailable, reasonOfLoss } from './trouble';
import type { Queryable, Statement } from './sql';

/** Waiting callers per connection; more than that are turned away at once. */
const WAITING_PER_CONNECTION = 100;
const PROBE: Statement = { name: 'kit.probe', text: 'select 1' };
const CLOCK: Statement = {
  name: 'kit.clock',
  text: 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms',
};
const ROLLBACK_DEADLINE_MS = 2000;

/** One transaction, for as long as the work given to `Database.transaction` runs. */
export class Tx implements Queryable {
  #isOver = false;

  constructor(private readonly client: PoolClient) {}

  async query<R>(statement: Statement, values: unknown[]): Promise<R[]> {
    // A statement after the end would run outside of any transaction, on a connection that someone else may have.
    if (this.#isOver) throw new Error(`statement ${statement.name} came after the end of its transaction`);
    return rowsOf<R>(this.client, statement, values);
  }

  end(): void {
    this.#isOver = true;
  }
}

export class Database implements Queryable, OnApplicationShutdown {
  readonly #logger = new Logger(Database.name);
  readonly #pool: Pool;
  readonly #stopObserving: () => void;

  constructor(readonly dataSource: DataSource) {
    this.#pool = (dataSource.driver as unknown as { master: Pool }).master;
    this.#stopObserving = observePool(this.#pool);
  }

  /** Rows of one statement, in a transaction of its own. */
  async query<R>(statement: Statement, values: unknown[]): Promise<R[]> {
    return this.#withClient((client) => rowsOf<R>(client, statement, values));
  }

  /**
   * All or nothing. If the answer to COMMIT is lost, this throws `DatabaseUnavailable` and the work may have happened: write it so
   * that doing it again is harmless.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#withClient(async (client) => {
      await client.query('BEGIN');
      const tx = new Tx(client);
      try {
        const result = await work(tx);
        tx.end();
        await commit(client);
        return result;
      } catch (error) {
        tx.end();
        await this.#rollback(client, error);
        throw error;
      }
    });
  }

  /** Throws `DatabaseUnavailable` unless the database answers. */
  async probe(): Promise<void> {
    await this.query(PROBE, []);
  }

  /** What the database's clock says. The wait for a free connection is no part of the reading. */
  async readClock(): Promise<ClockReading> {
    return this.#withClient(async (client) => {
      const askedAtMs = performance.now();
      const [row] = await rowsOf<{ now_ms: number }>(client, CLOCK, []);
      if (row === undefined) throw new DatabaseUnavailable('no-clock');
      return { databaseMs: row.now_ms, askedAtMs, answeredAtMs: performance.now() };
    });
  }

  async close(): Promise<void> {
    this.#stopObserving();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** Pools close after the consumers and the HTTP server: Nest calls this last. */
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  async #withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    let loss: Error | undefined;
    // While a client is lent out, pg-pool does not listen: without this, a restart of the server between two statements of a
    // transaction would be an uncaught 'error' event.
    const onError = (error: Error) => (loss = error);
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      if (reasonOfLoss(error) !== undefined || error instanceof DatabaseUnavailable) loss ??= error as Error;
      throw classified(error);
    } finally {
      client.removeListener('error', onError);
      client.release(loss);
    }
  }

  async #connect(): Promise<PoolClient> {
    const limit = (this.#pool.options.max ?? 10) * WAITING_PER_CONNECTION;
    if (this.#pool.waitingCount >= limit) throw new DatabaseUnavailable('pool-full');
    const stop = poolWait.startTimer();
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw this.#pool.ending ? new DatabaseUnavailable('closing', { cause: error }) : classified(error);
    } finally {
      stop();
    }
  }

  /** A rollback that fails is not the caller's error, but the connection must go. */
  async #rollback(client: PoolClient, cause: unknown): Promise<void> {
    if (reasonOfLoss(cause) !== undefined) return;
    const query = { text: 'ROLLBACK', query_timeout: ROLLBACK_DEADLINE_MS };
    try {
      await client.query(query);
    } catch (error) {
      this.#logger.warn({ event: 'rollback-failed', reason: reasonOfLoss(error) ?? 'unknown' });
      throw new DatabaseUnavailable(reasonOfLoss(error) ?? 'rollback-failed', { cause });
    }
  }
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  // PostgreSQL answers COMMIT of a broken transaction with ROLLBACK and no error: someone caught the error that broke it.
  if (command !== 'COMMIT')
    throw new Error('the transaction was broken by a statement whose error was caught');
}

async function rowsOf<R>(client: PoolClient, { name, text }: Statement, values: unknown[]): Promise<R[]> {
  try {
    const { rows } = await client.query({ name, text, values });
    return rows as R[];
  } catch (error) {
    throw classified(error);
  }
}
