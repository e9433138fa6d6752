// Takes binding.changed.v1: targets of an ended binding must not ring any more.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { type BindingChanged, bindingChanged } from '@offline-push/contracts';
import { stateFlow } from '../dispatch.flows';
import { withdrawalsOf } from './withdraw';
import { WithdrawalStore } from './withdrawal.store';

@Controller()
export class BindingChangedConsumer {
  constructor(private readonly withdrawals: WithdrawalStore) {}

  @Consumes(bindingChanged, stateFlow)
  async handle(batch: readonly Delivered<BindingChanged>[]): Promise<void> {
    const told = batch.map(({ event, record }) => ({ event, place: Number(record.offset) }));
    await this.withdrawals.save(withdrawalsOf(told));
  }
}
