// The apps: the tenants of the platform. They are only ever added.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import { appCreated, type By } from '../audit/audit-entry';
import { appendAudit } from '../audit/audit.store';

export interface App {
  /** In keys, paths and topics: 1 to 32 of a-z, 0-9 and "-". */
  id: string;
  name: string;
  createdAtMs: number;
}

const COLUMNS = `id, name, created_at_ms::float8 as "createdAtMs"`;
const CREATE = sql(
  'app-create',
  `insert into app (id, name, created_at_ms) values ($1, $2, $3) on conflict do nothing returning id`,
);
const FIND = sql('app-find', `select ${COLUMNS} from app where id = $1`);
const LIST = sql(
  'app-list',
  `select ${COLUMNS} from app where id > $1 and ($2::text is null or id = $2) order by id limit $3`,
);

@Injectable()
export class AppStore {
  constructor(private readonly database: Database) {}

  /** False: the id is taken. */
  create(app: App, by: By): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const created = await tx.query(CREATE, [app.id, app.name, app.createdAtMs]);
      if (created.length === 0) return false;
      await appendAudit(tx, appCreated(app, by));
      return true;
    });
  }

  async find(id: string): Promise<App | undefined> {
    return (await this.database.query<App>(FIND, [id]))[0];
  }

  /** In the order of their ids, one row more than `limit`; `only` for a caller of one app. */
  list(page: { after?: string | undefined; only?: string | undefined; limit: number }): Promise<App[]> {
    return this.database.query<App>(LIST, [page.after ?? '', page.only ?? null, page.limit + 1]);
  }
}
