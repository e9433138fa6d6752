// push.outcome.v1 in: targets that ended, for webhooks.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushOutcome, type PushOutcome } from '@offline-push/contracts';

import { appsWithWebhooks, webhookFlow } from '../../delivery-log.flows';
import { ofOutcome } from '../hook-event';
import { Intake } from '../intake.steps';

@Controller()
export class OutcomeHooks {
  constructor(private readonly intake: Intake) {}

  @Consumes(pushOutcome, webhookFlow, appsWithWebhooks)
  async handle(batch: readonly Delivered<PushOutcome>[]): Promise<void> {
    await this.intake.take(batch, ofOutcome);
  }
}
