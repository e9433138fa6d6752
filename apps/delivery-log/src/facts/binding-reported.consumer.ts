// binding.reported.v1 in: under which certificate each app reported last. What became of it is on binding.changed.v1.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, orderTime } from '@offline-push/bus';
import { bindingReported, type BindingReported } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { factFlow } from '../delivery-log.flows';
import { ofReport } from './fact';
import { FactStore } from './fact.store';

@Controller()
export class ReportFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly clock: Clock,
  ) {}

  @Consumes(bindingReported, factFlow)
  async handle(batch: readonly Delivered<BindingReported>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.facts.save(batch.flatMap(({ event, record }) => ofReport(event, orderTime(record, nowMs))));
  }
}
