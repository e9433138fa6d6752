// push.addressed.v1 in: into the stories of its messages.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushAddressed, type PushAddressed } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { storyFlow } from '../delivery-log.flows';
import { toldBy } from './drafts';
import { tellAddressed } from './tell';

@Controller()
export class PushAddressedConsumer {
  constructor(private readonly gatherings: Gatherings) {}

  @Consumes(pushAddressed, storyFlow)
  async handle(batch: readonly Delivered<PushAddressed>[]): Promise<void> {
    await this.gatherings.addAll(toldBy(batch, tellAddressed));
  }
}
