// push.attempted.v1 in: into the stories of its messages.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushAttempted, type PushAttempted } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { storyFlow } from '../delivery-log.flows';
import { toldBy } from './drafts';
import { tellAttempted } from './tell';

@Controller()
export class PushAttemptedConsumer {
  constructor(private readonly gatherings: Gatherings) {}

  @Consumes(pushAttempted, storyFlow)
  async handle(batch: readonly Delivered<PushAttempted>[]): Promise<void> {
    await this.gatherings.addAll(toldBy(batch, tellAttempted));
  }
}
