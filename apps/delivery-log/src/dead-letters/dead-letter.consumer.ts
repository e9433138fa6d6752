// dead-letter.v1 in: kept for those who look after them.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { deadLetter, type DeadLetter } from '@offline-push/contracts';
import { letterFlow } from '../delivery-log.flows';
import { letterOf } from './letter';
import { LetterStore } from './letter.store';

@Controller()
export class DeadLetterConsumer {
  constructor(private readonly letters: LetterStore) {}

  @Consumes(deadLetter, letterFlow)
  async handle(batch: readonly Delivered<DeadLetter>[]): Promise<void> {
    await this.letters.save(batch.map(({ event }) => letterOf(event)));
  }
}
