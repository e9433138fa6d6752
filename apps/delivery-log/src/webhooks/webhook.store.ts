// Webhooks and their audit.
import { Injectable } from '@nestjs/common';
import { Database, sql, type Tx } from '@offline-push/service-kit';
import type { Subscriber } from './pieces';
import { auditedOf, MOST_WEBHOOKS, type Webhook } from './webhook';

const COLUMNS = `id, app, name, url, events, state, because, state_at_ms::float8 as "stateAtMs", secrets, revision,
  created_at_ms::float8 as "createdAtMs", changed_at_ms::float8 as "changedAtMs", dropped::float8 as dropped`;

const CREATE = sql(
  'webhook-create',
  `insert into webhook (id, app, name, url, events, state, because, state_at_ms, secrets, revision, created_at_ms, changed_at_ms)
   select $1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10, $11, $12
   where (select count(*) from webhook where app = $2 and state <> 'deleted') < ${MOST_WEBHOOKS} returning id`,
);
const FIND = sql('webhook-find', `select ${COLUMNS} from webhook where id = $1 and state <> 'deleted'`);
const LIST = sql(
  'webhook-list',
  `select ${COLUMNS} from webhook where app = $1 and state <> 'deleted' and id > $2 order by id limit $3`,
);
const LOCK = sql(
  'webhook-lock',
  `select ${COLUMNS} from webhook where app = $1 and id = $2 and state <> 'deleted' for update`,
);
const SAVE = sql(
  'webhook-save',
  `update webhook set name = $2, url = $3, events = $4::text[], state = $5, because = $6, state_at_ms = $7, secrets = $8, revision = $9,
     changed_at_ms = $10 where id = $1`,
);
const AUDIT = sql(
  'webhook-audit-add',
  `insert into webhook_audit (app, webhook, at_ms, actor, action, before, after) values ($1, $2, $3, $4, $5, $6, $7)`,
);
const AUDITED = sql(
  'webhook-audit-list',
  `select id::text as id, webhook, at_ms::float8 as "atMs", actor, action, before, after from webhook_audit
   where app = $1 and webhook = $2 and webhook_audit.id < $3::bigint order by webhook_audit.id desc limit $4`,
);
const SUBSCRIBERS = sql(
  'webhook-subscribers',
  `select id, app, events, state, created_at_ms::float8 as "sinceMs" from webhook where state <> 'deleted' order by id limit 10000`,
);
const DROPPED = sql('webhook-dropped', 'update webhook set dropped = dropped + $2 where id = $1');
const ALL = sql(
  'webhook-ids',
  'select id, app, state, because, state_at_ms::float8 as "stateAtMs" from webhook',
);
const REMOVE = sql('webhook-remove', `delete from webhook where id = $1 and state = 'deleted'`);

export const ACTIONS = [
  ...['webhook-created', 'webhook-changed', 'webhook-enabled', 'webhook-disabled', 'webhook-deleted'],
  ...['secret-rotated', 'replayed'],
] as const;
export type Action =
  | 'webhook-created'
  | 'webhook-changed'
  | 'webhook-enabled'
  | 'webhook-disabled'
  | 'webhook-deleted'
  | 'secret-rotated'
  | 'replayed';

/** Who did what, and when. */
export interface Done {
  action: Action;
  actor: string;
  atMs: number;
  /** What else the audit says of it. */
  also?: object | undefined;
}

export interface AuditRow {
  id: string;
  webhook: string;
  atMs: number;
  actor: string;
  action: Action;
  before: string | null;
  after: string;
}

type Row = Omit<Webhook, 'secrets'> & { secrets: string };

@Injectable()
export class WebhookStore {
  constructor(private readonly database: Database) {}

  /** False if the app has too many. */
  create(webhook: Webhook, done: Done): Promise<boolean> {
    const { id, app, revision, createdAtMs, changedAtMs } = webhook;
    const { name, url, events, state, because, stateAtMs, secrets } = webhook;
    return this.database.transaction(async (tx) => {
      const values = [id, app, name, url, events, state, because, stateAtMs, JSON.stringify(secrets)];
      const made = await tx.query(CREATE, [...values, revision, createdAtMs, changedAtMs]);
      if (made.length === 0) return false;
      await this.audit(tx, undefined, webhook, done);
      return true;
    });
  }

  async find(id: string): Promise<Webhook | undefined> {
    return (await this.database.query<Row>(FIND, [id])).map(webhookOf)[0];
  }

  async list(app: string, after: string, limit: number): Promise<Webhook[]> {
    return (await this.database.query<Row>(LIST, [app, after, limit])).map(webhookOf);
  }

  /** Under its lock. `decide` returns what it got where nothing is to change; what it throws changes nothing. */
  change(
    { app, id }: Pick<Webhook, 'app' | 'id'>,
    done: Done,
    decide: (found: Webhook) => Webhook,
  ): Promise<Webhook | undefined> {
    return this.database.transaction(async (tx) => {
      const [found] = (await tx.query<Row>(LOCK, [app, id])).map(webhookOf);
      if (found === undefined) return undefined;
      const next = decide(found);
      if (next !== found) {
        const { name, url, events, state, because, stateAtMs, secrets, revision, changedAtMs } = next;
        const values = [name, url, events, state, because, stateAtMs, JSON.stringify(secrets)];
        await tx.query(SAVE, [id, ...values, revision, changedAtMs]);
      }
      if (next !== found || done.also !== undefined) await this.audit(tx, found, next, done);
      return next;
    });
  }

  /** Also of one that was deleted. */
  audited(app: string, webhook: string, before: string, limit: number): Promise<AuditRow[]> {
    return this.database.query<AuditRow>(AUDITED, [app, webhook, before, limit]);
  }

  async subscribers(): Promise<{ subscriber: Subscriber; state: Webhook['state'] }[]> {
    const rows = await this.database.query<Row & { sinceMs: number }>(SUBSCRIBERS, []);
    return rows.map(({ id, app, events, state, sinceMs }) => ({
      subscriber: { id, app, events: new Set<string>(events), sinceMs },
      state,
    }));
  }

  /** Also those that were deleted, until nothing is left of them. */
  all(): Promise<Pick<Webhook, 'id' | 'app' | 'state' | 'because' | 'stateAtMs'>[]> {
    return this.database.query(ALL, []);
  }

  async dropped(id: string, events: number): Promise<void> {
    await this.database.query(DROPPED, [id, events]);
  }

  async remove(id: string): Promise<void> {
    await this.database.query(REMOVE, [id]);
  }

  private async audit(tx: Tx, before: Webhook | undefined, after: Webhook, done: Done): Promise<void> {
    const told = before === undefined ? null : JSON.stringify(auditedOf(before));
    const now = JSON.stringify({ ...auditedOf(after), ...done.also });
    await tx.query(AUDIT, [after.app, after.id, done.atMs, done.actor, done.action, told, now]);
  }
}

const webhookOf = ({ secrets, ...row }: Row): Webhook => ({
  ...row,
  secrets: JSON.parse(secrets) as Webhook['secrets'],
});
