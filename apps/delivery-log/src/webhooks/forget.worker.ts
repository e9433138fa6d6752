// Forgets old events of webhooks, taken or not, and what is left of deleted ones; tells which webhooks fail.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { webhookEvents, webhookFailingSeconds, webhooksDisabled } from '../metrics';
import { QueueStore } from './queue.store';
import type { Webhook } from './webhook';
import { WebhookStore } from './webhook.store';

const EVERY_MS = 30_000;
const AT_ONCE = 2_000;
/** By then no process takes events for a deleted webhook any more. */
const LEFT_OVER_MS = 600_000;

type Known = Pick<Webhook, 'id' | 'app' | 'state' | 'because' | 'stateAtMs'>;

@Injectable()
export class ForgetPieces implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ForgetPieces.name);
  private readonly rounds = new Rounds('webhook-pieces', EVERY_MS, () => this.round());

  constructor(
    private readonly webhooks: WebhookStore,
    private readonly queue: QueueStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  onModuleInit(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async round(): Promise<void> {
    const nowMs = this.clock.nowMs();
    const all = await this.webhooks.all();
    for (const webhook of all)
      if (webhook.state === 'deleted') await this.remove(webhook, nowMs);
      else await this.forget(webhook, nowMs);
    await this.tell(all, nowMs);
  }

  private async forget({ id, app }: Known, nowMs: number): Promise<void> {
    const { lost } = await this.queue.forget(id, nowMs - this.limits.webhooks.keepMs, AT_ONCE);
    if (lost === 0) return;
    await this.webhooks.dropped(id, lost);
    webhookEvents.inc({ app, result: 'dropped' }, lost);
    this.logger.error({ event: 'webhook-events-dropped', app, webhook: id, count: lost });
  }

  private async remove({ id, stateAtMs }: Known, nowMs: number): Promise<void> {
    const { pieces } = await this.queue.forget(id, nowMs + LEFT_OVER_MS, AT_ONCE);
    if (pieces > 0 || nowMs < stateAtMs + LEFT_OVER_MS) return;
    await this.queue.dropShards(id);
    await this.webhooks.remove(id);
  }

  private async tell(all: readonly Known[], nowMs: number): Promise<void> {
    webhooksDisabled.reset();
    for (const { app, state, because } of all)
      if (state === 'disabled' && because !== null && because !== 'asked')
        webhooksDisabled.inc({ app, cause: because });
    const longest = new Map<string, number>();
    for (const { webhook, sinceMs } of await this.queue.allFailing()) {
      const known = all.find(({ id, state }) => id === webhook && state === 'enabled');
      if (known === undefined) continue;
      longest.set(known.app, Math.max(longest.get(known.app) ?? 0, (nowMs - sinceMs) / 1000));
    }
    webhookFailingSeconds.reset();
    for (const [app, seconds] of longest) webhookFailingSeconds.set({ app }, seconds);
  }
}
