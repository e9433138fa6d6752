// presence.changed.v1 in: the status of each phone.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, orderTime } from '@offline-push/bus';
import { presenceChanged, type PresenceChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { factFlow } from '../delivery-log.flows';
import { ofPresence } from './fact';
import { FactStore } from './fact.store';

@Controller()
export class PresenceFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly clock: Clock,
  ) {}

  @Consumes(presenceChanged, factFlow)
  async handle(batch: readonly Delivered<PresenceChanged>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.facts.save(batch.flatMap(({ event, record }) => ofPresence(event, orderTime(record, nowMs))));
  }
}
