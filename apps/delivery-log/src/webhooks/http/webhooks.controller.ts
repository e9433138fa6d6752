// Makes, changes and deletes webhooks over HTTP.
import { randomBytes } from 'node:crypto';
import { Controller, Delete, HttpCode, Post, Put } from '@nestjs/common';
import { codesOf } from '@offline-push/contracts';
import { Asked, ETAG, IF_MATCH, LOCATION, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { Limits } from '../../delivery-log.config';
import { WebhookChanges, type WebhookPath } from '../changes.steps';
import { EVENT_TYPES } from '../hook-event';
import { Secrets } from '../secrets.steps';
import { Subscribers } from '../subscribers.steps';
import { deleted, edited, type Webhook } from '../webhook';
import { WebhookStore } from '../webhook.store';
import { etagOf, requireMatch, requireUrl, tooMany } from './refusals';
import { NewWebhook, NewWebhookAnswer, WebhookAnswer, WebhookEdit } from './webhook-answer';

/** In paths, headers and logs. */
const ID_BYTES = 12;

@Controller('v1/apps/:app/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhookStore,
    private readonly changes: WebhookChanges,
    private readonly subscribers: Subscribers,
    private readonly secrets: Secrets,
    private readonly limits: Limits,
  ) {}

  @Post()
  @Roles('operator')
  @Operation({
    summary: 'Have events of an app posted to an address. The answer has the secret, once.',
    details: 'It is told what happens from now on. docs/webhooks.md says how a receiver verifies a request.',
    answers: [ETAG, LOCATION],
    bodyExamples: {
      all: { url: 'https://hooks.example.com/push' },
      some: { url: 'https://hooks.example.com/push', events: ['push.arrived', 'push.clicked'] },
    },
    response: NewWebhookAnswer,
    problems: {
      409: 'too-many-webhooks: the app has 20.',
      503: 'no-seal-keys: the service has no key ring for secrets.',
    },
  })
  async create(
    @Asked() asked: Asked<{ app: string }>,
    @ValidBody(NewWebhook) body: NewWebhook,
  ): Promise<NewWebhookAnswer> {
    requireUrl(body.url, this.limits.webhooks.mayBeInside);
    const { app } = asked.path;
    const [id, atMs] = [randomBytes(ID_BYTES).toString('base64url'), this.changes.nowMs];
    const { secret, kept } = this.secrets.draw({ app, id }, 1, atMs);
    const webhook: Webhook = {
      ...{ id, app, name: body.name ?? new URL(body.url).hostname.slice(0, 100), url: body.url },
      ...{ events: body.events ?? codesOf(EVENT_TYPES), state: 'enabled', because: null, stateAtMs: atMs },
      ...{ secrets: [{ ...kept, untilMs: null }], revision: 1, createdAtMs: atMs, changedAtMs: atMs },
      dropped: 0,
    };
    const done = { action: 'webhook-created', actor: asked.caller.id, atMs } as const;
    if (!(await this.webhooks.create(webhook, done))) throw tooMany();
    await this.subscribers.refresh();
    asked.response.setHeader('location', `/v1/apps/${app}/webhooks/${id}`);
    asked.response.setHeader('etag', etagOf(webhook));
    return { ...this.changes.answer(webhook, asked), secret };
  }

  @Put(':webhook')
  @Roles('operator')
  @Operation({
    summary: 'Change name, address or events of a webhook. Needs If-Match. What is absent stays.',
    sends: [IF_MATCH],
    answers: [ETAG],
    bodyExamples: { address: { url: 'https://hooks.example.com/push-2' } },
    response: WebhookAnswer,
  })
  async edit(
    @Asked() asked: Asked<WebhookPath>,
    @ValidBody(WebhookEdit) body: WebhookEdit,
  ): Promise<WebhookAnswer> {
    requireUrl(body.url, this.limits.webhooks.mayBeInside);
    const changed = await this.changes.make(asked, 'webhook-changed', (found, nowMs) => {
      requireMatch(asked.headers['if-match'], found);
      return edited(found, body, nowMs);
    });
    return this.changes.answer(changed, asked);
  }

  @Delete(':webhook')
  @HttpCode(204)
  @Roles('operator')
  @Operation({
    summary: 'Delete a webhook, with its secrets and what waits for it. Needs If-Match.',
    sends: [IF_MATCH],
  })
  async remove(@Asked() asked: Asked<WebhookPath>): Promise<void> {
    await this.changes.make(asked, 'webhook-deleted', (found, nowMs) => {
      requireMatch(asked.headers['if-match'], found);
      return deleted(found, nowMs);
    });
  }
}
