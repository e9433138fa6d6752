// Shows webhooks over HTTP: their state, what waits, their last answers, and who changed what. No secrets.
import { Controller, Get } from '@nestjs/common';
import { AppId, EpochMs, oneOf, titled } from '@offline-push/contracts';
import {
  BY_CALLER,
  Asked,
  ETAG,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { WebhookChanges, type WebhookPath } from '../changes.steps';
import { QueueStore } from '../queue.store';
import { ACTIONS, WebhookStore } from '../webhook.store';
import { etagOf } from './refusals';
import { MOST_COUNTED, WebhookList, wholeAnswer, WholeWebhook } from './webhook-answer';

const Facts = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });

const WebhookAudit = titled(
  'WebhookAudit',
  Type.Object({
    entries: Type.Array(
      Type.Object({
        id: Type.String({ description: 'Grows in the order of the entries.' }),
        app: AppId,
        webhook: Type.String({ description: 'Its id.' }),
        atMs: EpochMs('When it was done.'),
        actor: Type.String({
          description: `${BY_CALLER} delivery-log where the service did it.`,
        }),
        action: oneOf(ACTIONS, 'What was done.'),
        before: Type.Optional(Facts('What was true before. Never a secret.')),
        after: Facts('What was true afterwards. Never a secret.'),
      }),
    ),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
type WebhookAudit = Static<typeof WebhookAudit>;

const NEWEST = '9223372036854775807';

@Controller('v1/apps/:app')
export class WebhookViewsController {
  constructor(
    private readonly webhooks: WebhookStore,
    private readonly queue: QueueStore,
    private readonly changes: WebhookChanges,
  ) {}

  @Get('webhooks')
  @Roles('viewer', 'operator')
  @Operation({ summary: 'The webhooks of an app, in the order of their ids', response: WebhookList })
  async list(
    @Asked() asked: Asked<{ app: string }>,
    @ValidQuery(PageQuery) query: PageQuery,
  ): Promise<WebhookList> {
    const [{ app }, limit] = [asked.path, limitOf(query)];
    const after = keyOfCursor(query.cursor, /^[A-Za-z0-9_-]{16}$/) ?? '';
    const rows = await this.webhooks.list(app, after, limit + 1);
    const page = pageOf(rows, limit, `/v1/apps/${app}/webhooks`, ({ id }) => id);
    return { webhooks: page.rows.map((row) => this.changes.answer(row, asked)), ...page.link };
  }

  @Get('webhooks/:webhook')
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'A webhook: is it well, what waits for it, and what it answered last',
    answers: [ETAG],
    response: WholeWebhook,
  })
  async read(@Asked() asked: Asked<WebhookPath>): Promise<WholeWebhook> {
    const found = await this.changes.find(asked.path);
    const [length, failing, answers] = await Promise.all([
      this.queue.length(found.id, MOST_COUNTED),
      this.queue.failing(found.id),
      this.queue.answers(found.id),
    ]);
    asked.response.setHeader('etag', etagOf(found));
    return wholeAnswer(this.changes.answer(found, asked), length, failing, answers);
  }

  @Get('webhooks/:webhook/audit')
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'Who changed what of a webhook, newest first, also after it was deleted',
    response: WebhookAudit,
  })
  async audit(
    @Asked() { path: { app, webhook } }: Asked<WebhookPath>,
    @ValidQuery(PageQuery) query: PageQuery,
  ): Promise<WebhookAudit> {
    const limit = limitOf(query);
    const before = keyOfCursor(query.cursor, /^[1-9]\d{0,17}$/) ?? NEWEST;
    const rows = await this.webhooks.audited(app, webhook, before, limit + 1);
    const path = `/v1/apps/${app}/webhooks/${encodeURIComponent(webhook)}/audit`;
    const page = pageOf(rows, limit, path, ({ id }) => id);
    const entries = page.rows.map(({ before: was, after, ...row }) => ({
      ...{ ...row, app },
      ...(was !== null && { before: JSON.parse(was) as Record<string, unknown> }),
      after: JSON.parse(after) as Record<string, unknown>,
    }));
    return { entries, ...page.link };
  }
}
