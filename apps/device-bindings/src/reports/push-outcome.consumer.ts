// Takes push.outcome.v1: a token that the vendor calls dead loses its binding, unless suddenly too many are called dead.
import { Controller, Logger } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { pushOutcome, type PushOutcome } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { DeadShare } from './dead-share';
import { stateFlow } from '../device-bindings.flows';
import { deathFact, isDead, tallyOf } from './event-facts';
import { countKept } from '../metrics';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class PushOutcomeConsumer {
  private readonly logger = new Logger(PushOutcomeConsumer.name);

  constructor(
    private readonly rebind: RebindSteps,
    private readonly deadShare: DeadShare,
    private readonly clock: Clock,
  ) {}

  @Consumes(pushOutcome, stateFlow)
  async handle(batch: readonly Delivered<PushOutcome>[]): Promise<void> {
    const nowMs = this.clock.nowMs();
    const stopped = this.implausible(batch, nowMs);
    const deaths = batch.flatMap(({ event, record, traceparent }) =>
      event.outcomes
        .filter(isDead)
        .filter(({ certificateId }) => !stopped.has(certificateId))
        .map((outcome) => ({ ...deathFact(event.app, outcome, record.timestampMs, nowMs), traceparent })),
    );
    await this.rebind.take(deaths, nowMs);
  }

  /** Certificates whose dead tokens are not believed now, with their number. */
  private implausible(batch: readonly Delivered<PushOutcome>[], nowMs: number): Map<number, number> {
    const tallies = tallyOf(batch.flatMap(({ event }) => event.outcomes));
    const stopped = this.deadShare.implausibleIn(tallies, nowMs);
    for (const [certificateId, kept] of stopped) {
      countKept(certificateId, kept);
      this.logger.error({ event: 'token-pruning-stopped', certificateId, kept });
    }
    return stopped;
  }
}
