// lane.changed.v1 in: a person paused a lane, or let it go on. Without it a pause would be known only when a push behind it is over.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { laneChanged, type LaneChanged } from '@offline-push/contracts';
import { factFlow } from '../delivery-log.flows';
import { ofLaneChange } from './fact';
import { FactStore } from './fact.store';
import { ofPerson as laneOf } from '../live/news';
import { Telling } from '../live/telling.steps';

@Controller()
export class PauseFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly telling: Telling,
  ) {}

  @Consumes(laneChanged, factFlow)
  async handle(batch: readonly Delivered<LaneChanged>[]): Promise<void> {
    await this.facts.save(batch.flatMap(({ event }) => ofLaneChange(event)));
    await this.telling.laneStates(batch.map(({ event }) => ({ app: event.app, lane: laneOf(event) })));
  }
}
