// Changes one webhook for every route: decided under its lock, saved, audited, known to this process at once, answered with its new state.
import { Injectable } from '@nestjs/common';
import { type Asked, Clock, notFound } from '@offline-push/service-kit';
import { etagOf } from './http/refusals';
import { webhookAnswer, type WebhookAnswer } from './http/webhook-answer';
import { Subscribers } from './subscribers.steps';
import type { Webhook } from './webhook';
import { type Action, WebhookStore } from './webhook.store';

/** As it stands in the path of a request. */
export interface WebhookPath {
  app: string;
  webhook: string;
}

const ID = /^[A-Za-z0-9_-]{16}$/;

@Injectable()
export class WebhookChanges {
  constructor(
    private readonly webhooks: WebhookStore,
    private readonly subscribers: Subscribers,
    private readonly clock: Clock,
  ) {}

  get nowMs(): number {
    return Math.round(this.clock.nowMs());
  }

  async find({ app, webhook: id }: WebhookPath): Promise<Webhook> {
    const found = ID.test(id) ? await this.webhooks.find(id) : undefined;
    if (found?.app !== app) throw notFound();
    return found;
  }

  /** What `decide` throws changes nothing. `also`: what the audit says beside it. */
  async make(
    asked: Asked<WebhookPath>,
    action: Action,
    decide: (found: Webhook, nowMs: number) => Webhook,
    also?: object,
  ): Promise<Webhook> {
    const { app, webhook: id } = asked.path;
    if (!ID.test(id)) throw notFound();
    const nowMs = this.nowMs;
    const done = { action, actor: asked.caller.id, atMs: nowMs, also };
    const changed = await this.webhooks.change({ app, id }, done, (found) => decide(found, nowMs));
    if (changed === undefined) throw notFound();
    await this.subscribers.refresh();
    asked.response.setHeader('etag', etagOf(changed));
    return changed;
  }

  answer(webhook: Webhook, { caller }: Pick<Asked, 'caller'>): WebhookAnswer {
    return webhookAnswer(webhook, this.nowMs, caller.role !== 'viewer');
  }
}
