// push.outcome.v1 in: a token that the vendor calls dead loses its binding, unless suddenly all of them are called dead.
import { Controller, Logger } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushOutcome, type PushOutcome } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { DeadShare } from './dead-share';
import { state } from './device-bindings.flows';
import { deathFact, isDead, tallyOf } from './event-facts';
import { pruningStopped } from './metrics';
import { RebindStore } from './rebind.store';

@Controller()
export class PushOutcomeConsumer {
  private readonly logger = new Logger(PushOutcomeConsumer.name);

  constructor(
    private readonly rebind: RebindStore,
    private readonly deadShare: DeadShare,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushOutcome, state)
  async handle(batch: readonly Delivered<PushOutcome>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const stopped = this.implausible(batch, nowMs);
    const deaths = batch.flatMap(({ event, record, traceparent }) =>
      event.outcomes
        .filter(isDead)
        .filter(({ certificateId }) => !stopped.has(certificateId))
        .map((outcome) => ({ ...deathFact(outcome, record.timestampMs, nowMs), traceparent })),
    );
    await this.rebind.take(deaths, nowMs);
  }

  /** Certificates whose dead tokens are not believed now. */
  private implausible(batch: readonly Delivered<PushOutcome>[], nowMs: number): Set<number> {
    const stopped = new Set<number>();
    for (const [certificateId, tally] of tallyOf(batch.flatMap(({ event }) => event.outcomes))) {
      this.deadShare.count(certificateId, tally, nowMs);
      if (tally.dead === 0 || !this.deadShare.isImplausible(certificateId, nowMs)) continue;
      stopped.add(certificateId);
      pruningStopped.inc({ certificate: String(certificateId) }, tally.dead);
      this.logger.error({ event: 'token-pruning-stopped', certificateId, kept: tally.dead });
    }
    return stopped;
  }
}
