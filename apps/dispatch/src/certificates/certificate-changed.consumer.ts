// Takes certificate.changed.v1: saves the copy, and brings the lanes in line with it at once.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { type CertificateChanged, certificateChanged } from '@offline-push/contracts';
import { CertificateCopyStore } from './certificate-copy.store';
import { stateFlow } from '../dispatch.flows';
import { Lanes } from '../lanes/lanes.steps';

@Controller()
export class CertificateChangedConsumer {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly lanes: Lanes,
  ) {}

  @Consumes(certificateChanged, stateFlow)
  async handle(batch: readonly Delivered<CertificateChanged>[]): Promise<void> {
    await this.certificates.save(batch.map(({ event }) => event));
    await this.lanes.refresh();
  }
}
