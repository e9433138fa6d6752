// Opens the pool and runs the migrations. At start the database may be away for a while: both wait for it, with backoff, up to a deadline.
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { revealed, type Secret } from '../secret';
import { Database } from './database';
import { classified, DatabaseUnavailable, reasonOfLoss } from './trouble';

export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  readonly url: Secret | string;
  /** Listed one by one, oldest first. */
  readonly migrations: readonly MigrationClass[];
  /** Entities of the admin CRUD; the push path speaks SQL. */
  readonly entities?: readonly (abstract new (...args: never[]) => unknown)[];
  /** Connections per process. Default 8. */
  readonly poolSize?: number;
  /** How long the start waits for a database that is away. Default one minute. */
  readonly startDeadlineMs?: number;
  readonly limits?: Partial<DatabaseLimits>;
  /** Seen in pg_stat_activity. */
  readonly applicationName?: string;
}

export interface DatabaseLimits {
  /** For a new connection, and for a free one of the pool. */
  readonly connectTimeoutMs: number;
  /** The server ends a statement, or a transaction that does nothing, after this time. */
  readonly statementTimeoutMs: number;
  /** The client's own deadline, for a server that is silent: above the statement's, so that a live server speaks first. */
  readonly answerTimeoutMs: number;
  /** A statement that waits longer for a lock holds up everyone behind it (`operations.md` 7). */
  readonly lockTimeoutMs: number;
}

const LIMITS: DatabaseLimits = {
  connectTimeoutMs: 5000,
  statementTimeoutMs: 10_000,
  answerTimeoutMs: 15_000,
  lockTimeoutMs: 3000,
};
const START_DEADLINE_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3000;
/** A migration that rewrites or indexes a table may run this long; the pods behind it wait as long for the lock. */
const MIGRATION_TIMEOUT_MS = 600_000;
/** Any constant: all services have databases of their own. ASCII of "push". */
const MIGRATION_LOCK = 0x70757368;

const logger = new Logger('Database');

/** Migrates, then opens the pool. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const deadlineMs = Date.now() + (options.startDeadlineMs ?? START_DEADLINE_MS);
  await patiently(() => migrate(options), deadlineMs);
  const dataSource = await patiently(() => connect(options, poolLimits(options)), deadlineMs);
  return new Database(dataSource);
}

/** Runs the pending migrations, one pod at a time. Each is its own transaction, unless it says `transaction = false`. */
export async function migrate(options: DatabaseOptions): Promise<void> {
  const limits = { max: 2, statement_timeout: MIGRATION_TIMEOUT_MS, lock_timeout: LIMITS.lockTimeoutMs };
  const dataSource = await connect(options, limits);
  // Two connections: the lock lives on one, the migrations run on the other.
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('set lock_timeout = 0');
    await holder.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    for (const { name } of done) logger.log({ event: 'migrated', migration: name });
  } catch (error) {
    throw classified((error as { driverError?: unknown }).driverError ?? error);
  } finally {
    // Closing the connection gives the lock back, whatever state it is in.
    await holder.release();
    await dataSource.destroy();
  }
}

function poolLimits(options: DatabaseOptions): object {
  const limits = { ...LIMITS, ...options.limits };
  return {
    max: options.poolSize ?? 8,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    statement_timeout: limits.statementTimeoutMs,
    idle_in_transaction_session_timeout: limits.statementTimeoutMs,
    query_timeout: limits.answerTimeoutMs,
    lock_timeout: limits.lockTimeoutMs,
  };
}

async function connect(options: DatabaseOptions, limits: object): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: revealed(options.url),
    migrations: [...options.migrations],
    entities: [...(options.entities ?? [])] as Exclude<DataSourceOptions['entities'], undefined>,
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
    applicationName: options.applicationName ?? 'offline-push',
    connectTimeoutMS: LIMITS.connectTimeoutMs,
    // An idle connection that dies is normal when the server restarts; the pool has dropped it already.
    poolErrorHandler: (error: unknown) =>
      logger.warn({ event: 'idle-connection-lost', reason: reasonOfLoss(error) ?? 'unknown' }),
    extra: { keepAlive: true, ...limits },
  });
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw classified(error);
  }
}

async function patiently<T>(work: () => Promise<T>, deadlineMs: number): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || Date.now() + pauseMs > deadlineMs) throw error;
      logger.warn({ event: 'database-away', reason: error.reason, pauseMs });
      await sleep(pauseMs);
    }
  }
}
