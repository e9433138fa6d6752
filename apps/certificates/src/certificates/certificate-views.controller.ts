// HTTP out: certificates as operators see them, one or page by page.
import { Controller, Get, Param, Res } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  KeyRing,
  notFound,
  Operation,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import type { Response } from 'express';
import { limitOf, pageOf, PageQuery } from '../pages';
import { keyOfCursor, requireAppId, requireCertificateId } from '../refusals';
import { AppStore } from '../tenants/app.store';
import { answerOf, CertificateAnswer, CertificateList } from './answers';
import { CertificateStore } from './certificate.store';
import { etagOf } from './etag';
import { receiptPathOf } from './receipt-path';

@Controller('v1/apps/:app/certificates')
export class CertificateViewsController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly apps: AppStore,
    private readonly clock: Clock,
    private readonly keyRing: KeyRing,
  ) {}

  @Get()
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The certificates of an app, in the order of their ids.', response: CertificateList })
  async list(@Param('app') app: string, @ValidQuery(PageQuery) query: PageQuery): Promise<CertificateList> {
    const limit = limitOf(query);
    const after = keyOfCursor(query.cursor, /^[1-9]\d{0,9}$/);
    if ((await this.apps.find(requireAppId(app))) === undefined) throw notFound();
    const found = await this.certificates.list(app, {
      after: after === undefined ? 0 : Number(after),
      limit,
    });
    const page = pageOf(found, limit, `/v1/apps/${app}/certificates`, ({ id }) => String(id));
    const nowMs = this.clock.nowMs();
    return { certificates: page.rows.map((certificate) => answerOf(certificate, nowMs)), ...page.link };
  }

  @Get(':certificate')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'One certificate, with the ETag that an edit must send back.',
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
    response.setHeader('etag', etagOf(found, nowMs));
    return { ...answerOf(found, nowMs), ...receiptPathOf(found, caller, (text) => this.keyRing.mac(text)) };
  }
}
