// Runs the migrations and opens the pool. If the database is away, both wait for it, with backoff. Settings that cannot work end the
// start at once, with the server's words.
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, getMetadataArgsStorage, type MigrationInterface } from 'typeorm';
import { revealed, type Secret } from '../../secret';
import { Database } from '../database';
import { connectionSettings, type Limits, mannerOf, type Pooler } from '../manner';
import { migrate } from './migrate';
import { SnakeCase } from './snake-case';
import { startErrorOf } from './start-error';
import { classified, reasonOf } from '../troubles/trouble';

export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  readonly url: Secret | string;
  /** Listed one by one, oldest first. */
  readonly migrations: readonly MigrationClass[];
  /** Connections per process. Default 8. */
  readonly poolSize?: number;
  /** `transaction` if a pooler between lends a connection for one transaction. Default none. */
  readonly pooler?: Pooler;
  /** How long the start waits for a database that is away. Default: without end, because probes are answered meanwhile. */
  readonly startDeadlineMs?: number;
  readonly limits?: Partial<DatabaseLimits>;
  /** The name in pg_stat_activity. */
  readonly applicationName?: string;
  /** Called with what the start waits for, in words for people. */
  readonly onWait?: (words: string) => void;
}

interface DatabaseLimits extends Limits {
  /** Longest wait for a new connection, or for a free one of the pool. */
  readonly connectTimeoutMs: number;
  /** The client's deadline for a silent server. It is above the statement's, so that a live server answers first. */
  readonly answerTimeoutMs: number;
}

const LIMITS: DatabaseLimits = {
  connectTimeoutMs: 5000,
  statementTimeoutMs: 10_000,
  answerTimeoutMs: 15_000,
  lockTimeoutMs: 3000,
};
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3000;
/** Limits for migrations, which may rewrite or index a table. */
const MIGRATION_LIMITS: Limits = { statementTimeoutMs: 600_000, lockTimeoutMs: LIMITS.lockTimeoutMs };

const logger = new Logger('Database');

/** Migrates, then opens the pool. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pooler = options.pooler ?? 'none';
  await waitingFor(() => migrateOnce(options, pooler), options);
  return openPool(options);
}

/** A second pool of a migrated database, for work that must not use the connections of the first one. */
export async function openPool(options: DatabaseOptions): Promise<Database> {
  const pooler = options.pooler ?? 'none';
  const limits = { ...LIMITS, ...options.limits };
  const dataSource = await waitingFor(
    () =>
      connect(options, {
        max: options.poolSize ?? 8,
        connectionTimeoutMillis: limits.connectTimeoutMs,
        query_timeout: limits.answerTimeoutMs,
        ...connectionSettings(pooler, limits),
      }),
    options,
  );
  return new Database(dataSource, mannerOf(pooler, limits));
}

async function migrateOnce(options: DatabaseOptions, pooler: Pooler): Promise<void> {
  // Two connections: the lock lives on one, the migrations run on the other.
  const dataSource = await connect(options, { max: 2, ...connectionSettings(pooler, MIGRATION_LIMITS) });
  try {
    await migrate(dataSource, mannerOf(pooler, MIGRATION_LIMITS), options.onWait);
  } catch (error) {
    throw classifiedAtStart(error);
  } finally {
    await dataSource.destroy();
  }
}

async function connect(options: DatabaseOptions, extra: object): Promise<DataSource> {
  try {
    return await dataSourceOf(options, extra).initialize();
  } catch (error) {
    throw classifiedAtStart(error);
  }
}

function dataSourceOf(options: DatabaseOptions, extra: object): DataSource {
  return new DataSource({
    type: 'postgres',
    url: revealed(options.url),
    migrations: [...options.migrations],
    // An entity is known as soon as the store that needs it is loaded.
    entities: getMetadataArgsStorage().tables.map(({ target }) => target),
    namingStrategy: new SnakeCase(),
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
    applicationName: options.applicationName ?? 'offline-push',
    connectTimeoutMS: LIMITS.connectTimeoutMs,
    // Idle connections die when the server restarts. The pool has dropped this one already.
    poolErrorHandler: (error: unknown) =>
      logger.warn({ event: 'idle-connection-lost', reason: reasonOf(error) }),
    extra: { keepAlive: true, ...extra },
  });
}

/** TypeORM wraps the driver's errors. Errors of its own or of a migration's code are not classified, so they end the start. */
function classifiedAtStart(error: unknown): unknown {
  const { driverError, code, name } = error as { driverError?: unknown; code?: unknown; name?: unknown };
  const isOfDriver =
    driverError !== undefined ||
    code !== undefined ||
    name === 'Error' ||
    name === 'error' ||
    name === 'URIError';
  return isOfDriver ? classified(driverError ?? error) : error;
}

async function waitingFor<T>(
  work: () => Promise<T>,
  { startDeadlineMs = Infinity, onWait }: DatabaseOptions,
): Promise<T> {
  const endMs = performance.now() + startDeadlineMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const { ends, words } = startErrorOf(error);
      if (ends !== undefined || performance.now() + pauseMs > endMs) throw ends ?? error;
      logger.warn({ event: 'database-away', reason: reasonOf(error), words, pauseMs });
      onWait?.(`waits for its database: ${words}`);
      await sleep(pauseMs);
    }
  }
}
