// Asks the vendor over HTTP whether the saved credential is good, by its cheapest harmless call. After a good answer a lane whose
// credential was refused tries again at once.
import { Controller, HttpCode, Post } from '@nestjs/common';
import { Asked, Clock, KeyRing, notFound, Operation, Roles } from '@offline-push/service-kit';
import { type Probe, vendorNamed } from '@offline-push/vendors/send';
import type { By } from '../audit/audit-entry';
import { type Certificate, newestOf } from '../certificates/certificate';
import { CertificateStore } from '../certificates/certificate.store';
import { type CertificatePath, placeOf } from '../certificates/http/changes.steps';
import { openCredential } from '../certificates/credential-box';
import { byOf } from '../certificates/http/sent';
import { resumeCertificate } from '../life/life';
import { requireReadable, requireThere } from '../refusals';
import { AskVendor } from './ask-vendor.steps';
import { ProbeAnswer } from './probe-answer';

@Controller('v1/apps/:app/certificates/:certificate')
export class ProbeController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly keyRing: KeyRing,
    private readonly askVendor: AskVendor,
    private readonly clock: Clock,
  ) {}

  @Post('probe')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    responseExample: { result: 'good' },
    problems: {
      409: 'The certificate was deleted, or its saved credential cannot be opened: `code` says which.',
    },
    summary:
      'Ask the vendor whether the credential that was saved last is good. If it is, pushes that wait for it go on at once.',
    response: ProbeAnswer,
  })
  async probe(@Asked() { caller, path, headers }: Asked<CertificatePath>): Promise<Probe> {
    const { app, id } = placeOf(path);
    const found = await this.certificates.find(app, id);
    const vendor = found && vendorNamed(found.vendor);
    if (found === undefined || vendor === undefined) throw notFound();
    requireThere(found);
    const credential = requireReadable(found, () => openCredential(this.keyRing, found));
    const { settings } = newestOf(found);
    const probe = await this.askVendor.ask(vendor, { credential, settings });
    if (probe.result === 'good') await this.resume(found, byOf(caller, headers, this.clock.nowMs()));
    return probe;
  }

  /** Only if the certificate did not change since the probe: an edit asks to try again itself. */
  private async resume(probed: Certificate, by: By): Promise<void> {
    const asked = { ...by, asked: { probe: 'good' } };
    await this.certificates.change(probed, 'certificate-resumed', asked, (found) =>
      found.revision === probed.revision ? resumeCertificate(found, by.nowMs) : found,
    );
  }
}
