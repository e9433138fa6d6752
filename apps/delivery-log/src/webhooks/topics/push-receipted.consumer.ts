// push.receipted.v1 in: what became of pushes, for webhooks. It waits for what push.outcome.v1 says of them, which comes another way.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushReceipted, type PushReceipted } from '@offline-push/contracts';
import { Limits } from '../../delivery-log.config';
import { appsWithWebhooks, webhookFlow } from '../../delivery-log.flows';
import { ofReceipt } from '../hook-event';
import { Intake } from '../intake.steps';

@Controller()
export class ReceiptHooks {
  constructor(
    private readonly intake: Intake,
    private readonly limits: Limits,
  ) {}

  @Consumes(pushReceipted, webhookFlow, appsWithWebhooks)
  async handle(batch: readonly Delivered<PushReceipted>[]): Promise<void> {
    await this.intake.take(batch, ofReceipt, this.limits.webhooks.holdMs);
  }
}
