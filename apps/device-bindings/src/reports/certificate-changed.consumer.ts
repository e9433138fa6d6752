// Takes certificate.changed.v1: app, vendor, state and time of each certificate. Device-bindings does not open the credential.
import { Controller } from '@nestjs/common';
import { Consumes, type Delivered } from '@offline-push/bus';
import { certificateChanged, type CertificateChanged } from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import { stateFlow } from '../device-bindings.flows';
import { certificateFact } from './event-facts';
import { RebindSteps } from '../rebinding/rebind.steps';

@Controller()
export class CertificateChangedConsumer {
  constructor(
    private readonly rebind: RebindSteps,
    private readonly clock: Clock,
  ) {}

  @Consumes(certificateChanged, stateFlow)
  async handle(batch: readonly Delivered<CertificateChanged>[]): Promise<void> {
    await this.rebind.take(
      batch.map(({ event, traceparent }) => ({ ...certificateFact(event), traceparent })),
      this.clock.nowMs(),
    );
  }
}
