// push.receipted.v1 in: a vendor may call a token dead long after it took the push, and name the one that took its place. The same fact as
// in an outcome, and believed no more than there.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { type PushReceipted, pushReceipted } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { DeathSteps } from '../deaths/deaths.steps';
import { stateFlow } from '../device-bindings.flows';
import { type DeadTokenReceipt, isDeadReceipt, judgedBy, receiptFact, saidIn } from './event-facts';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class PushReceiptedConsumer {
  constructor(
    private readonly rebind: RebindSteps,
    private readonly deaths: DeathSteps,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushReceipted, stateFlow)
  async handle(batch: readonly Delivered<PushReceipted>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const said = batch.flatMap(({ event }) => saidIn(judgedBy(event)) ?? []);
    const isBelieved = await this.deaths.believed(said, nowMs);
    const facts = batch
      .filter(isOfADeadToken)
      .filter(({ event }) => isBelieved(saidIn(judgedBy(event))))
      .map(({ event, record, traceparent }) => ({
        ...receiptFact(event, record.timestampMs, nowMs),
        traceparent,
      }));
    await this.rebind.take(facts, nowMs);
  }
}

const isOfADeadToken = (delivered: Delivered<PushReceipted>): delivered is Delivered<DeadTokenReceipt> =>
  isDeadReceipt(delivered.event);
