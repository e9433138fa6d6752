// certificate.expiring.v1 in: when credentials end.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { certificateExpiring, type CertificateExpiring } from '@offline-push/contracts';
import { factFlow } from '../delivery-log.flows';
import { ofExpiry } from './fact';
import { FactStore } from './fact.store';

@Controller()
export class ExpiryFacts {
  constructor(private readonly facts: FactStore) {}

  @Consumes(certificateExpiring, factFlow)
  async handle(batch: readonly Delivered<CertificateExpiring>[]): Promise<void> {
    await this.facts.save(batch.flatMap(({ event }) => ofExpiry(event)));
  }
}
