// presence.changed.v1 in: the status of devices, for webhooks.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { presenceChanged, type PresenceChanged } from '@offline-push/contracts';

import { appsWithWebhooks, webhookFlow } from '../../delivery-log.flows';
import { ofPresence } from '../hook-event';
import { Intake } from '../intake.steps';

@Controller()
export class PresenceHooks {
  constructor(private readonly intake: Intake) {}

  @Consumes(presenceChanged, webhookFlow, appsWithWebhooks)
  async handle(batch: readonly Delivered<PresenceChanged>[]): Promise<void> {
    await this.intake.take(batch, ofPresence);
  }
}
