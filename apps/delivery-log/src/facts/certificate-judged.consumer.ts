// certificate.judged.v1 in: does the vendor take the credential?
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { certificateJudged, type CertificateJudged } from '@offline-push/contracts';
import { factFlow } from '../delivery-log.flows';
import { ofJudgement } from './fact';
import { FactStore } from './fact.store';
import { ofJudgement as laneOf } from '../live/news';
import { Telling } from '../live/telling.steps';

@Controller()
export class JudgementFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly telling: Telling,
  ) {}

  @Consumes(certificateJudged, factFlow)
  async handle(batch: readonly Delivered<CertificateJudged>[]): Promise<void> {
    await this.facts.save(batch.flatMap(({ event }) => ofJudgement(event)));
    await this.telling.laneStates(batch.map(({ event }) => ({ app: event.app, lane: laneOf(event) })));
  }
}
