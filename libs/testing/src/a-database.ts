// A database of its own for a test file, in the PostgreSQL that DATABASE_URL names, with the migrations of the service under test.
import { type Database, type MigrationClass, openDatabase } from '@offline-push/service-kit';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A busy server takes its time for a new database. */
const DEADLINE_MS = 60_000;

export interface TestDatabase {
  /** Of the new database, for a service that opens it itself. */
  readonly url: string;
  readonly database: Database;
  /** What a failover leaves behind: from now on (not) read-only, and every connection made before is gone. */
  setReadOnly(isReadOnly: boolean): Promise<void>;
  /** Ends every connection and removes it. Call it in afterAll. */
  drop(): Promise<void>;
}

export async function aDatabase(migrations: readonly MigrationClass[]): Promise<TestDatabase> {
  const server = process.env['DATABASE_URL'];
  if (server === undefined)
    throw new Error('DATABASE_URL is not set: run database tests with `npm run jest -- <path>`');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dropped = () => onServer(server, `drop database if exists ${name} with (force)`);
  try {
    const database = await openDatabase({
      url: url.href,
      migrations,
      poolSize: 4,
      startDeadlineMs: DEADLINE_MS,
    });
    return {
      url: url.href,
      database,
      setReadOnly: async (isReadOnly) => {
        const setting = isReadOnly ? 'on' : 'off';
        await onServer(server, `alter database ${name} set default_transaction_read_only = ${setting}`);
        await onServer(
          server,
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        );
      },
      drop: () => database.close().finally(dropped),
    };
  } catch (error) {
    await dropped();
    throw error;
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: DEADLINE_MS,
    query_timeout: DEADLINE_MS,
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
