// Which webhooks there are, as this process knows it: read again each second, and at once after a change that was made here. The bus does not
// even parse records of apps that have none.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { appsWithWebhooks } from '../delivery-log.flows';
import type { Subscriber } from './pieces';
import { WebhookStore } from './webhook.store';

@Injectable()
export class Subscribers implements OnModuleInit {
  private byApp: ReadonlyMap<string, readonly Subscriber[]> = new Map();
  private enabledIds: readonly string[] = [];

  constructor(private readonly webhooks: WebhookStore) {}

  /** Before the first event is read: an event that nobody seems to wait for is passed over. */
  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const all = await this.webhooks.subscribers();
    const byApp = new Map<string, Subscriber[]>();
    for (const { subscriber } of all)
      byApp.set(subscriber.app, [...(byApp.get(subscriber.app) ?? []), subscriber]);
    this.byApp = byApp;
    this.enabledIds = all.flatMap(({ subscriber, state }) => (state === 'enabled' ? subscriber.id : []));
    const apps = [...byApp.keys()];
    if (appsWithWebhooks.words?.join() !== apps.join()) appsWithWebhooks.words = apps;
  }

  /** Disabled ones, too: what they miss waits for them. */
  of(app: string): readonly Subscriber[] {
    return this.byApp.get(app) ?? [];
  }

  get enabled(): readonly string[] {
    return this.enabledIds;
  }
}
