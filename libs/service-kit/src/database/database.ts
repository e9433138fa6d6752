// The service's PostgreSQL: one pool for statements and transactions. Every wait has a deadline, and the queue for the pool has a bound.
// Errors that are not the fault of a statement's values are thrown as DatabaseUnavailable.
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { ClockReading } from './database-clock';
import { DIRECT, type Manner } from './manner';
import { observePool, poolWait } from './metrics';
import { postgresOf } from './repositories';
import type { Queryable, Statement } from './sql';
import { classified, DatabaseUnavailable, isOfAllConnections, reasonOf } from './troubles/trouble';
import { Troubles } from './troubles/troubles';
import { answerOf, rowsOf, Tx } from './tx';

/** The most waiting callers per connection; others are refused at once. */
const WAITING_PER_CONNECTION = 100;
const CLOCK: Statement = {
  name: 'kit.clock',
  text: 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms',
};
const PROBE: Statement = {
  name: 'kit.probe',
  text: `select current_setting('transaction_read_only') = 'on' as "isReadOnly"`,
};
const SNAPSHOT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';
const INDEXED = 'SET LOCAL enable_seqscan = off';
const ROLLBACK_DEADLINE_MS = 2000;

export class Database implements Queryable, OnApplicationShutdown {
  readonly #logger = new Logger(Database.name);
  readonly #pool: Pool;
  readonly #stopObserving: () => void;
  readonly #troubles = new Troubles();
  /** Connections of an older age are not lent any more. A failover or a migration made all of them stale, not only the one that failed. */
  #age = 0;
  readonly #ageOf = new WeakMap<PoolClient, number>();

  constructor(
    readonly dataSource: DataSource,
    private readonly manner: Manner = DIRECT,
  ) {
    this.#pool = postgresOf(dataSource).master;
    this.#pool.on('connect', (client) => this.#watch(client));
    this.#stopObserving = observePool(this.#pool);
  }

  /** Runs one statement in its own transaction. */
  async query<R>(statement: Statement, values: unknown[]): Promise<R[]> {
    if (!this.manner.isPrepared) return this.transaction((tx) => tx.query<R>(statement, values));
    return this.#withClient((client) => rowsOf<R>(client, statement, values, this.manner));
  }

  /**
   * Runs the work in a transaction. If the answer to COMMIT is lost, this throws `DatabaseUnavailable` although the work may be committed,
   * so the work must be safe to repeat.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#within(this.manner.begin, work);
  }

  /** For work that only reads. All its statements see the same moment. */
  async snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#within(`${this.manner.begin}; ${SNAPSHOT}`, work);
  }

  /**
   * As `transaction`, for statements on tables that grow from nothing, as partitions of a day do. A plan that is made while such a table is
   * empty reads it from end to end, for each row of a join, until statistics come; by then it may have 100,000 rows.
   */
  async indexed<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#within(`${this.manner.begin}; ${INDEXED}`, work);
  }

  /** Throws `DatabaseUnavailable` if the database does not answer, is read-only, or had a lasting trouble in the last seconds. */
  async probe(): Promise<void> {
    const [row] = await this.query<{ isReadOnly: boolean }>(PROBE, []);
    if (row?.isReadOnly === true)
      throw this.#noted(new DatabaseUnavailable('25006', { cause: new Error('the database is read-only') }));
    const trouble = this.#troubles.lately();
    if (trouble !== undefined) throw trouble;
  }

  /** Reads the database's clock. The wait for a free connection does not count as part of the reading. */
  async readClock(): Promise<ClockReading> {
    return this.#withClient(async (client) => {
      const askedAtMs = performance.now();
      const [row] = await rowsOf<{ now_ms: number }>(client, CLOCK, [], this.manner);
      if (row === undefined) throw new DatabaseUnavailable('no-clock');
      return { databaseMs: row.now_ms, askedAtMs, answeredAtMs: performance.now() };
    });
  }

  async close(): Promise<void> {
    this.#stopObserving();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** Nest calls this last, after the consumers and the HTTP server have ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  async #within<T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#withClient(async (client) => {
      const tx = new Tx(this.dataSource, client, this.manner);
      try {
        await answerOf(client.query(begin));
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

  async #withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    let loss: Error | undefined;
    // pg-pool does not listen while a client is lent out. Without this listener a restart of the server between two statements of a
    // transaction would be an uncaught 'error' event.
    const onError = (error: Error) => (loss = error);
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof DatabaseUnavailable && error.losesConnection) loss ??= error;
      throw this.#noted(error);
    } finally {
      client.removeListener('error', onError);
      client.release(loss);
    }
  }

  async #connect(): Promise<PoolClient> {
    const limit = (this.#pool.options.max ?? 10) * WAITING_PER_CONNECTION;
    if (this.#pool.waitingCount >= limit) throw this.#noted(new DatabaseUnavailable('pool-full'));
    const stop = poolWait.startTimer();
    try {
      return await this.#current();
    } catch (error) {
      throw this.#pool.ending
        ? new DatabaseUnavailable('closing', { cause: error })
        : this.#noted(classified(error));
    } finally {
      stop();
    }
  }

  /** Takes a connection of the current age, and closes older ones that it meets. */
  async #current(): Promise<PoolClient> {
    for (;;) {
      const client = await this.#pool.connect();
      this.#watch(client);
      if (this.#ageOf.get(client) === this.#age) return client;
      client.release(true);
    }
  }

  /**
   * Listens for errors of a client for its whole life. pg-pool does not while a client is lent out or thrown away, and an error then
   * ends the process. The caller that uses the client gets the error from its statement.
   */
  #watch(client: PoolClient): void {
    if (this.#ageOf.has(client)) return;
    this.#ageOf.set(client, this.#age);
    client.on('error', () => undefined);
  }

  #noted(error: unknown): unknown {
    if (!(error instanceof DatabaseUnavailable)) return error;
    if (isOfAllConnections(error)) this.#age++;
    this.#troubles.note(error);
    return error;
  }

  /** If the rollback fails, the connection must not be used again. */
  async #rollback(client: PoolClient, cause: unknown): Promise<void> {
    if (cause instanceof DatabaseUnavailable && cause.losesConnection) return;
    const query = { text: 'ROLLBACK', query_timeout: ROLLBACK_DEADLINE_MS };
    try {
      await client.query(query);
    } catch (error) {
      this.#logger.warn({ event: 'rollback-failed', reason: reasonOf(error) });
      throw new DatabaseUnavailable('rollback-failed', { cause: error });
    }
  }
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await answerOf(client.query('COMMIT'));
  // PostgreSQL answers the COMMIT of a broken transaction with ROLLBACK and no error. It happens if the work caught an error of a
  // statement.
  if (command !== 'COMMIT')
    throw new Error('the transaction was broken by a statement whose error was caught');
}
