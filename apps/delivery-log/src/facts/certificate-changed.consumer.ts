// certificate.changed.v1 in: state and vendor of each certificate, without its credential.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { certificateChanged, type CertificateChanged } from '@offline-push/contracts';
import { factFlow } from '../delivery-log.flows';
import { ofCertificateChange } from './fact';
import { FactStore } from './fact.store';
import { ofCertificate as laneOf } from '../live/news';
import { Telling } from '../live/telling.steps';

@Controller()
export class CertificateFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly telling: Telling,
  ) {}

  @Consumes(certificateChanged, factFlow)
  async handle(batch: readonly Delivered<CertificateChanged>[]): Promise<void> {
    await this.facts.save(batch.flatMap(({ event }) => ofCertificateChange(event)));
    await this.telling.laneStates(batch.map(({ event }) => ({ app: event.app, lane: laneOf(event) })));
  }
}
