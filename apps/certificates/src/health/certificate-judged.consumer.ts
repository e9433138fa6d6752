// Takes certificate.judged.v1: what dispatch found out about a credential.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { certificateJudged, type CertificateJudged } from '@offline-push/contracts';
import { stateFlow } from '../certificates.flows';
import { HealthStore } from './health.store';

@Controller()
export class CertificateJudgedConsumer {
  constructor(private readonly health: HealthStore) {}

  @Consumes(certificateJudged, stateFlow)
  async handle(batch: readonly Delivered<CertificateJudged>[]): Promise<void> {
    await this.health.saveJudged(batch.map(({ event }) => event));
  }
}
