// session.changed.v1 in: the ends of sessions, straight from the gateway, so that no push follows a logout whoever else is down. Among the
// heartbeats they are few: the others are not even parsed.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { type SessionChanged, sessionChanged } from '@offline-push/contracts';
import { stateFlow } from './dispatch.flows';
import { endsOf, FINAL_CAUSES } from './withdraw';
import { WithdrawalStore } from './withdrawal.store';

@Controller()
export class SessionChangedConsumer {
  constructor(private readonly withdrawals: WithdrawalStore) {}

  @Consumes(sessionChanged, stateFlow, FINAL_CAUSES)
  async onChanged(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    const changes = batch.map(({ event, record }) => ({ event, atMs: Math.max(0, record.timestampMs) }));
    await this.withdrawals.save(endsOf(changes));
  }
}
