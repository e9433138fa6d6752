// push.outcome.v1 in: a token that the vendor calls dead loses its binding, unless suddenly all of them are called dead.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushOutcome, type PushOutcome } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { DeathSteps } from '../deaths/deaths.steps';
import { stateFlow } from '../device-bindings.flows';
import { deathFact, hasToken, saidIn } from './event-facts';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class PushOutcomeConsumer {
  constructor(
    private readonly rebind: RebindSteps,
    private readonly deaths: DeathSteps,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushOutcome, stateFlow)
  async handle(batch: readonly Delivered<PushOutcome>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const said = batch.flatMap(({ event }) => event.outcomes.flatMap((outcome) => saidIn(outcome) ?? []));
    const isBelieved = await this.deaths.believed(said, nowMs);
    const deaths = batch.flatMap(({ event, record, traceparent }) =>
      event.outcomes
        .filter(hasToken)
        .filter((outcome) => isBelieved(saidIn(outcome)))
        .map((outcome) => ({ ...deathFact(event.app, outcome, record.timestampMs, nowMs), traceparent })),
    );
    await this.rebind.take(deaths, nowMs);
  }
}
