// Keeps who asked for which test push. A row is written before the message is published: the audit has no gap, and the rate is that of all pods.
import { Injectable } from '@nestjs/common';
import { Database, sql } from '@offline-push/service-kit';
import type { TestPush } from './test-push';

/** In a minute. A person at a desk needs no more; a script that goes astray is stopped. */
export const MOST_PER_DEVICE = 3;
export const MOST_PER_APP = 30;
const MOST_LISTED = 200;

const ADD = sql(
  'test-push-add',
  `insert into test_push (app, message_id, user_id, device, actor, body_hash, even_if_online)
   select $1, $2, $3, $4, $5, $6, $7::boolean
   where (select count(*) from test_push where app = $1 and at > now() - interval '1 minute') < ${MOST_PER_APP}
     and (select count(*) from test_push
          where app = $1 and at > now() - interval '1 minute' and user_id = $3 and device = $4) < ${MOST_PER_DEVICE}
   on conflict (app, message_id) do nothing
   returning message_id`,
);

const FIND = sql(
  'test-push-find',
  `select body_hash as "bodyHash" from test_push where app = $1 and message_id = $2`,
);

const LIST = sql(
  'test-push-list',
  `select message_id as "messageId", user_id as "user", device, actor, even_if_online as "isEvenIfOnline",
     floor(extract(epoch from at) * 1000)::float8 as "atMs"
   from test_push where app = $1 order by at desc, message_id limit ${MOST_LISTED}`,
);

const FORGET = sql(
  'test-push-forget',
  `delete from test_push where (app, message_id) in (
     select app, message_id from test_push where app = $1 and at < now() - interval '90 days' order by at limit 100)`,
);

export type Kept = Omit<TestPush, 'app' | 'bodyHash'> & { atMs: number };

@Injectable()
export class TestPushStore {
  constructor(private readonly database: Database) {}

  /** `again`: it was asked for before, with the same body. */
  async add(push: TestPush): Promise<'new' | 'again' | 'other-body' | 'too-many'> {
    const { app, messageId, user, device, actor, bodyHash, isEvenIfOnline } = push;
    const values = [app, messageId, user, device, actor, bodyHash, isEvenIfOnline];
    const added = await this.database.query(ADD, values);
    if (added.length > 0) {
      await this.database.query(FORGET, [app]);
      return 'new';
    }
    const [known] = await this.database.query<{ bodyHash: string }>(FIND, [app, messageId]);
    if (known === undefined) return 'too-many';
    return known.bodyHash === bodyHash ? 'again' : 'other-body';
  }

  /** The newest first. */
  list(app: string): Promise<Kept[]> {
    return this.database.query<Kept>(LIST, [app]);
  }
}
