// Keeps what operators did to bindings, for the audit. A row is written before the deed: nothing is done without a trace.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';

const ADD = sql(
  'act-add',
  `insert into act (app, actor, action, user_id, device, from_certificate, to_certificate) values ($1, $2, $3, $4, $5, $6, $7)`,
);
const LIST = sql(
  'act-list',
  `select id::text as id, actor, action, user_id as "user", device, from_certificate as "from", to_certificate as "to",
     floor(extract(epoch from at) * 1000)::float8 as "atMs"
   from act where app = $1 and ($2::text is null or user_id = $2) and id < $3::bigint order by id desc limit $4`,
);
const FORGET = sql(
  'act-forget',
  `delete from act where id in (
     select id from act where app = $1 and at < now() - interval '400 days' order by at limit 100)`,
);

export interface Act {
  action: 'unbound' | 'moved';
  /** Of `unbound`. */
  user?: string;
  device?: string;
  /** Certificates of `moved`. */
  from?: number;
  to?: number;
}

export interface KeptAct extends Record<keyof Omit<Act, 'action'>, unknown> {
  id: string;
  action: Act['action'];
  actor: string;
  atMs: number;
}

const LAST_ID = '9223372036854775807';

@Injectable()
export class ActStore {
  constructor(private readonly database: Database) {}

  async add(app: string, actor: string, { action, user, device, from, to }: Act): Promise<void> {
    const values = [user, device, from, to].map((value) => value ?? null);
    await this.database.query(ADD, [app, actor, action, ...values]);
    await this.database.query(FORGET, [app]);
  }

  /** The newest first, before the row `before`. */
  list(
    app: string,
    {
      user,
      before = LAST_ID,
      limit,
    }: { user?: string | undefined; before?: string | undefined; limit: number },
  ): Promise<KeptAct[]> {
    return this.database.query<KeptAct>(LIST, [app, user ?? null, before, limit]);
  }
}
