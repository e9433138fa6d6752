// push.attempted.v1 in: the state in which the last call left each lane.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushAttempted, type PushAttempted } from '@offline-push/contracts';
import { factFlow } from '../delivery-log.flows';
import { ofAttempt } from './fact';
import { FactStore } from './fact.store';
import { ofCall as laneOf } from '../live/news';
import { Telling } from '../live/telling.steps';

@Controller()
export class LaneFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly telling: Telling,
  ) {}

  @Consumes(pushAttempted, factFlow)
  async handle(batch: readonly Delivered<PushAttempted>[]): Promise<void> {
    await this.facts.save(batch.flatMap(({ event }) => ofAttempt(event)));
    await this.telling.laneStates(batch.map(({ event }) => ({ app: event.app, lane: laneOf(event) })));
  }
}
