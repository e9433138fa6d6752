// Gives what waits for webhooks to delivery.steps.ts: some shards of each webhook at a time. Several pods share the work by leases.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { within } from '@offline-push/bus';
import { Rounds } from '@offline-push/service-kit';
import { Delivery } from './delivery.steps';
import type { Claim } from './queue.store';
import { Subscribers } from './subscribers.steps';
import { WebhookStore } from './webhook.store';

const EVERY_MS = 250;
/** Webhooks that other pods made or changed are known after a second. */
const ROUNDS_TO_REFRESH = 4;
/** Of one webhook in this process: a slow receiver does not hold the others. */
const AT_ONCE_EACH = 4;
const AT_ONCE = 64;
const STOP_WITHIN_MS = 5_000;

@Injectable()
export class Sender implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Sender.name);
  private readonly rounds = new Rounds('webhooks', EVERY_MS, () => this.round());
  /** How many requests are under way, by webhook. */
  private readonly busy = new Map<string, number>();
  private readonly tasks = new Set<Promise<void>>();
  private turn = 0;
  private isStopping = false;

  constructor(
    private readonly subscribers: Subscribers,
    private readonly webhooks: WebhookStore,
    private readonly delivery: Delivery,
  ) {}

  onModuleInit(): void {
    this.rounds.start();
  }

  /** What is under way and does not end soon is sent again by another pod, under the same id. */
  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.rounds.stop();
    await within(Promise.all(this.tasks), STOP_WITHIN_MS);
  }

  private async round(): Promise<void> {
    if (this.turn++ % ROUNDS_TO_REFRESH === 0) await this.subscribers.refresh();
    const { enabled } = this.subscribers;
    // Each round begins with another one, so that none is always the last.
    const first = this.turn % Math.max(1, enabled.length);
    const wanted = [...enabled.slice(first), ...enabled.slice(0, first)]
      .map((id) => ({ id, free: AT_ONCE_EACH - (this.busy.get(id) ?? 0) }))
      .filter(({ free }) => free > 0);
    const room = AT_ONCE - this.tasks.size;
    if (wanted.length === 0 || room <= 0) return;
    for (const claim of await this.delivery.claim(wanted, room)) this.start(claim);
  }

  private start(claim: Claim): void {
    const { webhook } = claim;
    this.busy.set(webhook, (this.busy.get(webhook) ?? 0) + 1);
    const task = this.goOn(claim)
      .catch((error: unknown) => this.logger.error({ event: 'webhook-round-failed', webhook, error }))
      .finally(() => {
        this.tasks.delete(task);
        const left = (this.busy.get(webhook) ?? 1) - 1;
        if (left > 0) this.busy.set(webhook, left);
        else this.busy.delete(webhook);
      });
    this.tasks.add(task);
  }

  /** As long as its receiver takes them, what waits goes one after the other. */
  private async goOn(first: Claim): Promise<void> {
    let claim: Claim | undefined = first;
    while (claim !== undefined) {
      const webhook = await this.webhooks.find(claim.webhook);
      if (webhook?.state !== 'enabled' || !(await this.delivery.deliver(webhook, claim))) return;
      if (this.isStopping) return;
      [claim] = await this.delivery.claim([{ id: claim.webhook, free: 1 }], 1);
    }
  }
}
