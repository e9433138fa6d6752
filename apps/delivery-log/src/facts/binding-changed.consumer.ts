// binding.changed.v1 in: which certificate reaches each phone.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, orderTime } from '@offline-push/bus';
import { bindingChanged, type BindingChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { factFlow } from '../delivery-log.flows';
import { ofBinding } from './fact';
import { FactStore } from './fact.store';

@Controller()
export class BindingFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly clock: Clock,
  ) {}

  @Consumes(bindingChanged, factFlow)
  async handle(batch: readonly Delivered<BindingChanged>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.facts.save(batch.flatMap(({ event, record }) => ofBinding(event, orderTime(record, nowMs))));
  }
}
