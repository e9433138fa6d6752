// message.sent.v1 in: into the stories of its messages.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { messageSent, type MessageSent } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { storyFlow } from '../delivery-log.flows';
import { toldBy } from './drafts';
import { tellSent } from './tell';

@Controller()
export class MessageSentConsumer {
  constructor(private readonly gatherings: Gatherings) {}

  @Consumes(messageSent, storyFlow)
  async handle(batch: readonly Delivered<MessageSent>[]): Promise<void> {
    await this.gatherings.addAll(toldBy(batch, tellSent));
  }
}
