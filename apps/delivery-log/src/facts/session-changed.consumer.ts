// session.changed.v1 in: logins and ends. Links and phases, of which there are very many, are not even read.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered, orderTime } from '@offline-push/bus';
import { SESSION_END_CAUSES, sessionChanged, type SessionChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { factFlow } from '../delivery-log.flows';
import { ofSession } from './fact';
import { FactStore } from './fact.store';

@Controller()
export class SessionFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly clock: Clock,
  ) {}

  @Consumes(sessionChanged, factFlow, ['logged-in', ...SESSION_END_CAUSES])
  async handle(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.facts.save(batch.flatMap(({ event, record }) => ofSession(event, orderTime(record, nowMs))));
  }
}
