// Takes session.changed.v1: a login makes waiting reports count, an end takes the binding away.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { sessionChanged, type SessionChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { stateFlow } from '../device-bindings.flows';
import { sessionFacts } from './event-facts';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class SessionChangedConsumer {
  constructor(
    private readonly rebind: RebindSteps,
    private readonly clock: Clock,
  ) {}

  @Consumes(sessionChanged, stateFlow)
  async handle(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const facts = batch.flatMap(({ event, record, traceparent }) =>
      sessionFacts(event, record, nowMs).map((fact) => ({ ...fact, traceparent })),
    );
    await this.rebind.take(facts, nowMs);
  }
}
