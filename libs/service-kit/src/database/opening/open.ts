// Opens the pool and runs the migrations. At start the database may be away for a while: both wait for it, with backoff. Settings that
// cannot work end the start at once, in the server's words.
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
  /** What stands between: nothing, or a pooler that lends a connection for one transaction. Default none. */
  readonly pooler?: Pooler;
  /** How long the start waits for a database that is away. Default: as long as it takes; probes are answered meanwhile. */
  readonly startDeadlineMs?: number;
  readonly limits?: Partial<DatabaseLimits>;
  /** Seen in pg_stat_activity. */
  readonly applicationName?: string;
  /** Told what the start waits for, in words for people. */
  readonly onWait?: (words: string) => void;
}

interface DatabaseLimits extends Limits {
  /** For a new connection, and for a free one of the pool. */
  readonly connectTimeoutMs: number;
  /** The client's own deadline, for a server that is silent: above the statement's, so that a live server speaks first. */
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
/** A migration that rewrites or indexes a table may run this long. */
const MIGRATION_LIMITS: Limits = { statementTimeoutMs: 600_000, lockTimeoutMs: LIMITS.lockTimeoutMs };

const logger = new Logger('Database');

/** Migrates, then opens the pool. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pooler = options.pooler ?? 'none';
  await patiently(() => migrateOnce(options, pooler), options);
  return openPool(options);
}

/** A further pool of a database that another one has migrated, for work that must not take the connections of others. */
export async function openPool(options: DatabaseOptions): Promise<Database> {
  const pooler = options.pooler ?? 'none';
  const limits = { ...LIMITS, ...options.limits };
  const dataSource = await patiently(
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
    // An idle connection that dies is normal when the server restarts; the pool has dropped it already.
    poolErrorHandler: (error: unknown) =>
      logger.warn({ event: 'idle-connection-lost', reason: reasonOf(error) }),
    extra: { keepAlive: true, ...extra },
  });
}

/** TypeORM wraps the driver's errors. Its own, and those of a migration's code, are nothing to wait for. */
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

async function patiently<T>(
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
