// Runs the pending migrations, one pod at a time. The lock lives in a transaction, not in a session: behind a pooler a session belongs to
// whoever comes next. Who does not get it asks again, since a statement that waits would hold a snapshot that index builds wait for.
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { Manner } from '../manner';

/** Any constant: all services have databases of their own. ASCII of "push". */
const MIGRATION_LOCK = 0x70757368;
const ASK_AGAIN_MS = 250;
/** The transaction with the lock does nothing while the migrations run: no limit of the server may end it. */
const NO_LIMITS = `select set_config(name, '0', true) from pg_settings
  where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`;

const logger = new Logger('Database');

/** Each migration is its own transaction, unless it says `transaction = false`. */
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
    // Closing the connection gives the lock back, whatever state it is in.
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

/** Behind a pooler the limits begin with each migration's transaction. Without a transaction there is nothing to set them in. */
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
