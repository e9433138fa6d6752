// push.outcome.v1 in: into the stories of its messages.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushOutcome, type PushOutcome } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { storyFlow } from '../delivery-log.flows';
import { toldBy } from './drafts';
import { tellOutcome } from './tell';

@Controller()
export class PushOutcomeConsumer {
  constructor(private readonly gatherings: Gatherings) {}

  @Consumes(pushOutcome, storyFlow)
  async handle(batch: readonly Delivered<PushOutcome>[]): Promise<void> {
    await this.gatherings.addAll(toldBy(batch, tellOutcome));
  }
}
