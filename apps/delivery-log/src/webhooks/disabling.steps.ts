// Disables a webhook that takes nothing for long, or wants no more. A person enables it again.
import { Injectable, Logger } from '@nestjs/common';
import { Limits } from '../delivery-log.config';
import { type Answer, isGone } from './answer';
import { QueueStore } from './queue.store';
import { Subscribers } from './subscribers.steps';
import { type Cause, CAUSES, switched, type Webhook } from './webhook';
import { WebhookStore } from './webhook.store';

/** Who did it, in the audit. */
const SELF = 'delivery-log';

@Injectable()
export class Disabling {
  private readonly logger = new Logger(Disabling.name);

  constructor(
    private readonly webhooks: WebhookStore,
    private readonly queue: QueueStore,
    private readonly subscribers: Subscribers,
    private readonly limits: Limits,
  ) {}

  /** For an answer that took nothing. */
  async judge(webhook: Webhook, answer: Answer): Promise<void> {
    if (isGone(answer)) return this.disable(webhook, 'gone', answer);
    const sinceMs = answer.atMs - this.limits.webhooks.failingMs;
    const failing = await this.queue.failing(webhook.id);
    const isLong = failing.sinceMs !== null && failing.sinceMs <= sinceMs && (failing.okAtMs ?? 0) <= sinceMs;
    if (isLong && webhook.stateAtMs <= sinceMs) await this.disable(webhook, 'failing', answer);
  }

  private async disable({ app, id }: Webhook, cause: Cause, { atMs, status, code }: Answer): Promise<void> {
    const done = { action: 'webhook-disabled', actor: SELF, atMs } as const;
    const changed = await this.webhooks.change({ app, id }, done, (found) =>
      found.state === 'enabled' ? switched(found, cause, atMs) : found,
    );
    await this.subscribers.refresh();
    if (changed?.because !== cause) return;
    const says = CAUSES[cause];
    this.logger.error({ event: 'webhook-disabled', app, webhook: id, cause, status, code, says });
  }
}
