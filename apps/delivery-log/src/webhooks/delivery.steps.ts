// Sends the next request of a claimed shard, and settles it by its answer.
import { Injectable } from '@nestjs/common';
import { backoffMs } from '@offline-push/bus';
import { Clock } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { webhookEvents, webhookRequests } from '../metrics';
import { isTaken, nextTryMs } from './answer';
import { type Called, Calls, type HookRequest } from './calls.steps';
import { Disabling } from './disabling.steps';
import { envelope, joined, nextBatch } from './pieces';
import { type Claim, QueueStore } from './queue.store';
import { webhookIdOf, type Webhook } from './webhook';

const LONGEST_WAIT_MS = 3_600_000;
/** What a lease is longer than a request may take. */
const SETTLE_WITHIN_MS = 15_000;

@Injectable()
export class Delivery {
  constructor(
    private readonly queue: QueueStore,
    private readonly calls: Calls,
    private readonly disabling: Disabling,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** At most `free` shards of each webhook that have something to send now, and at most `most` in all. */
  claim(wanted: readonly { id: string; free: number }[], most: number): Promise<Claim[]> {
    const nowMs = Math.round(this.clock.nowMs());
    const untilMs = nowMs + this.limits.webhooks.timeoutMs + SETTLE_WITHIN_MS;
    return this.queue.claim(wanted, { nowMs, untilMs, most });
  }

  /** True if it was taken. */
  async deliver(webhook: Webhook, claim: Claim): Promise<boolean> {
    const batch = nextBatch(await this.queue.waiting(claim, this.clock.nowMs()));
    if (batch === undefined) {
      await this.queue.rest(claim);
      return false;
    }
    const request = await this.requestOf(webhook, claim, batch);
    if (request.events === 0) {
      await this.queue.rest(claim); // erased in this moment
      return false;
    }
    const called = await this.calls.post(webhook, request);
    const isOk = isTaken(called.answer);
    webhookRequests.inc({ app: webhook.app, result: isOk ? 'taken' : 'failed' });
    if (isOk) await this.taken(webhook, claim, batch.batch, called);
    else await this.failed(webhook, claim, called);
    return isOk;
  }

  private async requestOf(
    { app, id }: Webhook,
    claim: Claim,
    { batch, seqs }: { batch: number; seqs: readonly number[] },
  ): Promise<HookRequest> {
    const pieces = await this.queue.form(claim, batch, seqs);
    const events = joined(pieces.map(({ body }) => body));
    const newestAtMs = Math.max(0, ...pieces.map(({ createdAtMs }) => createdAtMs));
    return {
      webhookId: webhookIdOf(id, batch),
      body: envelope(app, newestAtMs, events),
      events: pieces.reduce((sum, { count }) => sum + count, 0),
      attempt: claim.failures + 1,
    };
  }

  private async taken({ app, id }: Webhook, claim: Claim, batch: number, { answer }: Called): Promise<void> {
    await this.queue.sent(claim, batch, answer);
    webhookEvents.inc({ app, result: 'taken' }, answer.events);
    if (claim.failures > 0) await this.queue.recovered(id, answer.atMs);
  }

  private async failed(webhook: Webhook, claim: Claim, { answer, retryAfterMs }: Called): Promise<void> {
    const pause = { firstMs: this.limits.webhooks.retryMs, maxMs: LONGEST_WAIT_MS };
    const waitMs = nextTryMs(backoffMs(pause, claim.failures, Math.random()), retryAfterMs);
    await this.queue.failed(claim, answer, Math.round(answer.atMs + answer.tookMs + waitMs));
    await this.disabling.judge(webhook, answer);
  }
}
