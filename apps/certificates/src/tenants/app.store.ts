// Keeps the apps, which are the tenants of the platform. They are added and never removed.
import { Injectable } from '@nestjs/common';
import { Database } from '@offline-push/service-kit';
import { And, Equal, MoreThan } from 'typeorm';
import { appCreated, type By } from '../audit/audit-entry';
import { appendAudit } from '../audit/audit.store';
import { App } from './app.entity';

@Injectable()
export class AppStore {
  constructor(private readonly database: Database) {}

  /** False if the id is taken. */
  create(app: App, by: By): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const insert = tx.repository(App).createQueryBuilder().insert().values(app).orIgnore().returning('id');
      const { raw } = await insert.execute();
      if (raw.length === 0) return false;
      await appendAudit(tx, appCreated(app, by));
      return true;
    });
  }

  async find(id: string): Promise<App | undefined> {
    const found = await this.database.snapshot((tx) => tx.repository(App).findOneBy({ id }));
    return found ?? undefined;
  }

  /** In the order of their ids, one row more than `limit`; `only` for a caller of one app. */
  list(page: { after?: string | undefined; only?: string | undefined; limit: number }): Promise<App[]> {
    const { after = '', only, limit } = page;
    const id = only === undefined ? MoreThan(after) : And(MoreThan(after), Equal(only));
    return this.database.snapshot((tx) =>
      tx.repository(App).find({ where: { id }, order: { id: 'ASC' }, take: limit + 1 }),
    );
  }
}
