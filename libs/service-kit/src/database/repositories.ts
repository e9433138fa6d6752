// TypeORM's repositories over a connection that `Database` has lent: what they do is part of the transaction that runs there, has its
// deadlines, and fails with its errors.
import { type DataSource, type EntityManager, QueryFailedError, type QueryResult } from 'typeorm';
import { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';

/** Where statements go: an answer of pg, or an error that is classified already. */
export interface Lent {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

export function postgresOf({ driver }: DataSource): PostgresDriver {
  if (driver instanceof PostgresDriver) return driver;
  throw new Error('the data source is no PostgreSQL');
}

export const managerOn = (driver: PostgresDriver, lent: Lent): EntityManager =>
  new LentRunner(driver, lent).manager;

/** It takes no connection of the pool and gives none back, and begins no transaction: one runs already, and its end is `Database`'s. */
class LentRunner extends PostgresQueryRunner {
  override isTransactionActive = true;
  protected override transactionDepth = 1;

  constructor(
    driver: PostgresDriver,
    private readonly lent: Lent,
  ) {
    super(driver, 'master');
    this.manager = driver.dataSource.createEntityManager(this);
  }

  override async connect(): Promise<Lent> {
    return this.lent;
  }

  override async query(...asked: Parameters<PostgresQueryRunner['query']>): Promise<QueryResult> {
    try {
      return await super.query(...asked);
    } catch (error) {
      // Around ours: who tells troubles from wrong values knows ours only.
      throw error instanceof QueryFailedError ? error.driverError : error;
    }
  }

  override async release(): Promise<void> {
    // The connection goes back with the transaction.
  }
}
