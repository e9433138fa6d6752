// What delivery-log tells of the ledger and of webhooks, in prom-client's default registry. No ids of users or messages in labels.
import { Counter, Gauge } from 'prom-client';

export const ledgerMissing = new Gauge({
  name: 'offline_push_ledger_missing',
  help: 'Devices of recipients whose message is over by an hour and of which nobody said how they ended. 0, or something was lost.',
  labelNames: ['app'] as const,
});

export const ledgerOpen = new Gauge({
  name: 'offline_push_ledger_open',
  help: 'Devices of recipients that are on their way, by the hop that they wait at.',
  labelNames: ['app', 'box'] as const,
});

export const webhookRequests = new Counter({
  name: 'offline_push_webhook_requests_total',
  help: 'Requests to webhooks: taken, or failed and to be sent again.',
  labelNames: ['app', 'result'] as const,
});

export const webhookEvents = new Counter({
  name: 'offline_push_webhook_events_total',
  help: 'Events of webhooks: taken, or dropped, because nobody took them for as long as they are kept.',
  labelNames: ['app', 'result'] as const,
});

export const webhooksDisabled = new Gauge({
  name: 'offline_push_webhooks_disabled',
  help: 'Webhooks that were disabled because they take nothing (failing) or want no more (gone). A person enables them again.',
  labelNames: ['app', 'cause'] as const,
});

export const webhookFailingSeconds = new Gauge({
  name: 'offline_push_webhook_failing_seconds',
  help: 'For how long an enabled webhook of the app has not taken what waits for it. The longest of each app.',
  labelNames: ['app'] as const,
});
