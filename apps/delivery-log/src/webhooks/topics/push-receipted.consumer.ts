// push.receipted.v1 in: what became of pushes, for webhooks. It waits for what push.outcome.v1 says of them, which comes another way; a click
// also waits for the arrival, which a vendor may report in a call of its own, and later.
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
    const { holdMs } = this.limits.webhooks;
    await this.intake.take(batch, (one) => (isClick(one) ? [] : ofReceipt(one)), { stage: 1, holdMs });
    await this.intake.take(batch, (one) => (isClick(one) ? ofReceipt(one) : []), { stage: 2, holdMs });
  }
}

const isClick = ({ event }: PushReceipted): boolean => event === 'clicked';
