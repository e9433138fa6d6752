// Runs the pending migrations in one pod at a time. The lock is one of a transaction, because behind a pooler a session passes to the next
// client. A pod without the lock asks again, because a waiting statement would hold a snapshot that index builds wait for.
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { Manner } from '../manner';

/** ASCII of "push". Any constant will do, because each service has its own database. */
const MIGRATION_LOCK = 0x70757368;
const ASK_AGAIN_MS = 250;
/** The transaction with the lock is idle while the migrations run, so no limit of the server may end it. */
const NO_LIMITS = `select set_config(name, '0', true) from pg_settings
  where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`;

const logger = new Logger('Database');

/** Runs each migration in its own transaction, unless the migration has `transaction = false`. */
export async function migrate(
  dataSource: DataSource,
  manner: Manner,
  onWait: (words: string) => void = () => undefined,
): Promise<void> {
  const holder = dataSource.createQueryRunner();
  try {
    while (!(await isLocked(holder))) {
      onWait('waits for another pod that migrates');
      await sleep(ASK_AGAIN_MS);
    }
    onWait('migrates');
    if (!manner.isPrepared) limit(dataSource.migrations, manner);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    for (const { name } of done) logger.log({ event: 'migrated', migration: name });
    await holder.rollbackTransaction();
  } finally {
    // Closing the connection releases the lock in any case.
    await holder.release();
  }
}

async function isLocked(holder: QueryRunner): Promise<boolean> {
  await holder.startTransaction();
  await holder.query(NO_LIMITS);
  const [row] = (await holder.query('select pg_try_advisory_xact_lock($1) as taken', [MIGRATION_LOCK])) as [
    { taken: boolean },
  ];
  if (!row.taken) await holder.rollbackTransaction();
  return row.taken;
}

/** Behind a pooler each migration sets its limits in its transaction. A migration without a transaction has none. */
function limit(migrations: readonly MigrationInterface[], { begin }: Manner): void {
  for (const migration of migrations) {
    if (migration.transaction === false) continue;
    const up = migration.up.bind(migration);
    migration.up = async (runner) => {
      for (const statement of begin.split('; ').slice(1)) await runner.query(statement);
      await up(runner);
    };
  }
}
