// Wiring of webhooks, for delivery-log.module.ts.
import type { Provider, Type } from '@nestjs/common';
import type { KeyRing } from '@offline-push/service-kit';
import { Calls } from './calls.steps';
import { WebhookChanges } from './changes.steps';
import { Delivery } from './delivery.steps';
import { Disabling } from './disabling.steps';
import { ForgetPieces } from './forget.worker';
import { WebhookActionsController } from './http/webhook-actions.controller';
import { WebhookViewsController } from './http/webhook-views.controller';
import { WebhooksController } from './http/webhooks.controller';
import { Intake } from './intake.steps';
import { QueueStore } from './queue.store';
import { Secrets } from './secrets.steps';
import { Sender } from './sender.worker';
import { Subscribers } from './subscribers.steps';
import { PresenceHooks } from './topics/presence-changed.consumer';
import { OutcomeHooks } from './topics/push-outcome.consumer';
import { ReceiptHooks } from './topics/push-receipted.consumer';
import { WebhookStore } from './webhook.store';

export const WEBHOOK_CONTROLLERS: Type[] = [
  OutcomeHooks,
  ReceiptHooks,
  PresenceHooks,
  WebhooksController,
  WebhookViewsController,
  WebhookActionsController,
];

/** Without a key ring no webhook can be made. */
export const webhookProviders = (ring: KeyRing | undefined): Provider[] => [
  { provide: Secrets, useFactory: () => new Secrets(ring) },
  Calls,
  Delivery,
  Disabling,
  ForgetPieces,
  Intake,
  QueueStore,
  Sender,
  Subscribers,
  WebhookChanges,
  WebhookStore,
];
