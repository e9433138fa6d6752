// Keeps who logged out which device, for the audit. A row is written before the fact is published.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

const MOST_LISTED = 200;

const ADD = sql(
  'log-out-add',
  `insert into log_out (app, user_id, device, session, actor) values ($1, $2, $3, $4, $5)`,
);
const LIST = sql(
  'log-out-list',
  `select user_id as "user", device, session, actor, floor(extract(epoch from at) * 1000)::float8 as "atMs"
   from log_out where app = $1 order by at desc, id desc limit ${MOST_LISTED}`,
);
const FORGET = sql(
  'log-out-forget',
  `delete from log_out where id in (
     select id from log_out where app = $1 and at < now() - interval '90 days' order by at limit 100)`,
);

export interface LogOut {
  user: string;
  device: string;
  session: string;
  /** Who asked for it. */
  actor: string;
}

@Injectable()
export class LogOutStore {
  constructor(private readonly database: Database) {}

  async add(app: string, { user, device, session, actor }: LogOut): Promise<void> {
    await this.database.query(ADD, [app, user, device, session, actor]);
    await this.database.query(FORGET, [app]);
  }

  /** The newest first. */
  list(app: string): Promise<(LogOut & { atMs: number })[]> {
    return this.database.query(LIST, [app]);
  }
}
