// push.attempted.v1 in: the state in which the last call left each lane.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushAttempted, type PushAttempted } from '@offline-push/contracts';
import { factFlow } from '../delivery-log.flows';
import { ofAttempt } from './fact';
import { FactStore } from './fact.store';

@Controller()
export class LaneFacts {
  constructor(private readonly facts: FactStore) {}

  @Consumes(pushAttempted, factFlow)
  async handle(batch: readonly Delivered<PushAttempted>[]): Promise<void> {
    await this.facts.save(batch.flatMap(({ event }) => ofAttempt(event)));
  }
}
