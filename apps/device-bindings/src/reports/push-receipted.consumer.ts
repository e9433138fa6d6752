// Takes push.receipted.v1: a vendor may call a token dead long after it took the push, and name the token that took its place. The guard
// against too many dead tokens is the same as for outcomes.
import { Controller, Logger } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { type PushReceipted, pushReceipted } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { DeadShare } from './dead-share';
import { stateFlow } from '../device-bindings.flows';
import { type DeadTokenReceipt, isDeadReceipt, judgedBy, receiptFact, tallyOf } from './event-facts';
import { countKept } from '../metrics';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class PushReceiptedConsumer {
  private readonly logger = new Logger(PushReceiptedConsumer.name);

  constructor(
    private readonly rebind: RebindSteps,
    private readonly deadShare: DeadShare,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushReceipted, stateFlow)
  async handle(batch: readonly Delivered<PushReceipted>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const stopped = this.implausible(batch, nowMs);
    const dead = batch.filter(isBelieved(stopped));
    const facts = dead.map(({ event, record, traceparent }) => ({
      ...receiptFact(event, record.timestampMs, nowMs),
      traceparent,
    }));
    await this.rebind.take(facts, nowMs);
  }

  /** Certificates whose dead tokens are not believed now, with their number. */
  private implausible(batch: readonly Delivered<PushReceipted>[], nowMs: number): Map<number, number> {
    const stopped = this.deadShare.implausibleIn(tallyOf(batch.map(({ event }) => judgedBy(event))), nowMs);
    for (const [certificateId, kept] of stopped) {
      countKept(certificateId, kept);
      this.logger.error({ event: 'token-pruning-stopped', certificateId, kept });
    }
    return stopped;
  }
}

const isBelieved =
  (stopped: ReadonlyMap<number, number>) =>
  (delivered: Delivered<PushReceipted>): delivered is Delivered<DeadTokenReceipt> =>
    isDeadReceipt(delivered.event) && !stopped.has(delivered.event.certificateId);
