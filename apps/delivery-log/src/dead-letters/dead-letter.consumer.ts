// dead-letter.v1 in: kept for those who look after them, and told in the stories of their messages, which are decided by nobody now.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { deadLetter, type DeadLetter } from '@offline-push/contracts';
import { Gatherings } from '../book/gathering.steps';
import { letterFlow } from '../delivery-log.flows';
import { toldBy } from '../topics/drafts';
import { tellLetter } from '../topics/tell-letter';
import { letterOf } from './letter';
import { LetterStore } from './letter.store';

@Controller()
export class DeadLetterConsumer {
  constructor(
    private readonly letters: LetterStore,
    private readonly gatherings: Gatherings,
  ) {}

  @Consumes(deadLetter, letterFlow)
  async handle(batch: readonly Delivered<DeadLetter>[]): Promise<void> {
    await this.letters.save(batch.map(({ event }) => letterOf(event)));
    await this.gatherings.addAll(toldBy(batch, (drafts, { event }) => tellLetter(drafts, letterOf(event))));
  }
}
