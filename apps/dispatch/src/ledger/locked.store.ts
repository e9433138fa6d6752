// Finds targets that another session of PostgreSQL has locked. A pod locks rows for the time of a commit, a person at a console for hours.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

// Takes the same lock as an update on the rows that are free, and waits for none.
const LIST_LOCKED = sql(
  'list-locked-targets',
  `with free as (select target_id from target where target_id = any($1) for no key update skip locked)
   select target_id from target where target_id = any($1)
   except select target_id from free`,
);

@Injectable()
export class LockedStore {
  constructor(private readonly database: Database) {}

  async list(targetIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ target_id: string }>(LIST_LOCKED, [targetIds]);
    return new Set(rows.map((row) => row.target_id));
  }

  /** Does the work for all targets. If one is locked, it does the work for the others; a later round takes the locked ones. */
  async past<T extends { targetId: string }, R>(
    targets: readonly T[],
    work: (some: readonly T[]) => Promise<R>,
  ): Promise<R> {
    try {
      return await work(targets);
    } catch (error) {
      if ((error as { isLocked?: unknown }).isLocked !== true) throw error;
      const locked = await this.list(targets.map(({ targetId }) => targetId));
      if (locked.size === 0) throw error;
      return work(targets.filter(({ targetId }) => !locked.has(targetId)));
    }
  }
}
