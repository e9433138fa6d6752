// Shows one certificate over HTTP.
import { Controller, Get, Param, Res } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  ETAG,
  KeyRing,
  notFound,
  Operation,
  Roles,
} from '@offline-push/service-kit';
import type { Response } from 'express';
import { HealthStore } from '../../health/health.store';
import { requireAppId, requireCertificateId } from '../../refusals';
import { answerOf, CertificateAnswer } from './answers';
import { CertificateStore } from '../certificate.store';
import { etagOf } from './etag';
import { receiptPathOf } from '../receipt-path';
import { CERTIFICATE_EXAMPLE } from './examples';

@Controller('v1/apps/:app/certificates')
export class CertificateViewsController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly clock: Clock,
    private readonly keyRing: KeyRing,
    private readonly health: HealthStore,
  ) {}

  @Get(':certificate')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    answers: [ETAG],
    responseExample: CERTIFICATE_EXAMPLE,
    summary: 'One certificate, also a deleted one, with the ETag that an edit must send back.',
    response: CertificateAnswer,
  })
  async read(
    @Param('app') app: string,
    @Param('certificate') id: string,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const found = await this.certificates.find(requireAppId(app), requireCertificateId(id));
    if (found === undefined) throw notFound();
    const nowMs = this.clock.nowMs();
    const known = await this.health.find(found.id);
    response.setHeader('etag', etagOf(found, nowMs, known));
    return {
      ...answerOf(found, known, nowMs),
      ...receiptPathOf(found, caller, (text) => this.keyRing.mac(text)),
    };
  }
}
