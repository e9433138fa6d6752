// HTTP in: a certificate is edited, disabled or enabled, by someone who has seen it as it is. What is true afterwards is decided in the
// pure files beside.
import { Controller, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  KeyRing,
  notFound,
  Operation,
  Roles,
  ValidBody,
} from '@offline-push/service-kit';
import type { Response } from 'express';
import type { AuditAction, By } from '../audit/audit-entry';
import {
  requireAppId,
  requireCertificateId,
  requireMatch,
  requireRevisions,
  requireValid,
} from '../refusals';
import { CertificateAnswer, CertificateEdit } from './answers';
import type { Certificate, CertificateState } from './certificate';
import { CertificateStore } from './certificate.store';
import { Delay } from './delay';
import { editAsAsked } from './edit-certificate';
import { switchCertificate } from './save-certificate';
import { answerTo, byOf, type SentHeaders, tagged } from './sent';
import { VendorForms } from './vendor-form';

interface CertificatePath {
  app: string;
  certificate: string;
}

@Controller('v1/apps/:app/certificates/:certificate')
export class CertificateEditsController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly vendors: VendorForms,
    private readonly ring: KeyRing,
    private readonly delay: Delay,
    private readonly clock: Clock,
  ) {}

  @Put()
  @Roles('operator')
  @Operation({
    summary: 'Edit a certificate. Needs If-Match. The previous version is used until the new one is due.',
    response: CertificateAnswer,
  })
  edit(
    @Param() path: CertificatePath,
    @ValidBody(CertificateEdit) sent: CertificateEdit,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    const when = { nowMs: by.nowMs, effectiveAfterMs: this.delay.effectiveAfterMs };
    return this.change(path, headers, { action: 'certificate-edited', by, response }, (found) => {
      const body = this.vendors.withoutNulls(found.vendor, sent);
      requireValid(this.vendors.problems(found.vendor, body));
      return editAsAsked(this.ring, found, body, when);
    });
  }

  @Post('disable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({ summary: 'Stop using a certificate, at once. Needs If-Match.', response: CertificateAnswer })
  disable(
    @Param() path: CertificatePath,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    return this.change(path, headers, { action: 'certificate-disabled', by, response }, to('disabled', by));
  }

  @Post('enable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Use a disabled certificate again, at once. Needs If-Match.',
    response: CertificateAnswer,
  })
  enable(
    @Param() path: CertificatePath,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    return this.change(path, headers, { action: 'certificate-enabled', by, response }, to('enabled', by));
  }

  private async change(
    { app, certificate }: CertificatePath,
    headers: SentHeaders,
    { action, by, response }: { action: AuditAction; by: By; response: Response },
    decide: (found: Certificate) => Certificate,
  ): Promise<CertificateAnswer> {
    const place = { app: requireAppId(app), id: requireCertificateId(certificate) };
    const revisions = requireRevisions(headers['if-match']);
    const changed = await this.certificates.change(place, action, by, (found) => {
      requireMatch(revisions, found);
      return decide(found);
    });
    if (changed === undefined) throw notFound();
    return tagged(response, answerTo(changed, by.nowMs));
  }
}

const to =
  (state: CertificateState, { nowMs }: By) =>
  (found: Certificate) =>
    switchCertificate(found, state, nowMs);
