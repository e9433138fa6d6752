// Takes logins and ends from session.changed.v1. Ends come straight from the gateway, so that no push follows a logout if another service
// is down. Logins tell whether an ended session was the newest of its device. Heartbeats, which are the most, are not even parsed.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { SESSION_END_CAUSES, type SessionChanged, sessionChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { stateFlow } from '../dispatch.flows';
import { loginsOf } from './logins';
import { SessionLoginStore } from './session-login.store';
import { endsOf } from './withdraw';
import { WithdrawalStore } from './withdrawal.store';

@Controller()
export class SessionChangedConsumer {
  constructor(
    private readonly withdrawals: WithdrawalStore,
    private readonly logins: SessionLoginStore,
    private readonly clock: Clock,
  ) {}

  @Consumes(sessionChanged, stateFlow, ['logged-in', ...SESSION_END_CAUSES])
  async handle(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    const changes = batch.map(({ event, record }) => ({ event, atMs: Math.max(0, record.timestampMs) }));
    await this.logins.save(loginsOf(batch, this.clock.nowMs()));
    await this.withdrawals.save(endsOf(changes));
  }
}
