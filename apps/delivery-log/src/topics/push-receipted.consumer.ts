// push.receipted.v1 in: into the stories of its messages.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushReceipted, type PushReceipted } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { storyFlow } from '../delivery-log.flows';
import { toldBy } from './drafts';
import { tellReceipted } from './tell';

@Controller()
export class PushReceiptedConsumer {
  constructor(private readonly gatherings: Gatherings) {}

  @Consumes(pushReceipted, storyFlow)
  async handle(batch: readonly Delivered<PushReceipted>[]): Promise<void> {
    await this.gatherings.addAll(toldBy(batch, tellReceipted));
  }
}
