// Takes binding.reported.v1, in which clients tell their tokens.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { bindingReported, type BindingReported } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { stateFlow } from '../device-bindings.flows';
import { reportFact } from './event-facts';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class BindingReportedConsumer {
  constructor(
    private readonly rebind: RebindSteps,
    private readonly clock: Clock,
  ) {}

  @Consumes(bindingReported, stateFlow)
  async handle(batch: readonly Delivered<BindingReported>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const facts = batch.map(({ event, record, traceparent }) => ({
      ...reportFact(event, record, nowMs),
      traceparent,
    }));
    await this.rebind.take(facts, nowMs);
  }
}
