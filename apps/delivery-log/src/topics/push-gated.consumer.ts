// push.gated.v1 in: into the stories of its messages.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushGated, type PushGated } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { storyFlow } from '../delivery-log.flows';
import { toldBy } from './drafts';
import { tellGated } from './tell';

@Controller()
export class PushGatedConsumer {
  constructor(private readonly gatherings: Gatherings) {}

  @Consumes(pushGated, storyFlow)
  async handle(batch: readonly Delivered<PushGated>[]): Promise<void> {
    await this.gatherings.addAll(toldBy(batch, tellGated));
  }
}
