// Takes certificate.used.v1: how many bindings name a certificate. It is needed when a certificate is deleted.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { certificateUsed, type CertificateUsed } from '@offline-push/contracts';
import { stateFlow } from '../certificates.flows';
import { HealthStore } from './health.store';

@Controller()
export class CertificateUsedConsumer {
  constructor(private readonly health: HealthStore) {}

  @Consumes(certificateUsed, stateFlow)
  async handle(batch: readonly Delivered<CertificateUsed>[]): Promise<void> {
    await this.health.saveUsed(batch.map(({ event }) => event));
  }
}
