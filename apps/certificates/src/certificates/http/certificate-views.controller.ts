// Shows certificates over HTTP, one or page by page.
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
  ETAG,
  limitOf,
  pageOf,
  PageQuery,
  keyOfCursor,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { Response } from 'express';
import { Limits } from '../../certificates.config';
import { HealthStore } from '../../health/health.store';
import { UNKNOWN } from '../../health/health';
import { appNotMade, isId, requireAppId, requireCertificateId } from '../../refusals';
import { AppStore } from '../../tenants/app.store';
import { answerOf, CertificateAnswer, CertificateList } from './answers';
import { CertificateStore } from '../certificate.store';
import { etagOf } from './etag';
import { receiptPathOf } from '../receipt-path';
import { CERTIFICATE_EXAMPLE } from './examples';

const ListQuery = Type.Object(
  {
    ...PageQuery.properties,
    deleted: Type.Optional(Type.Boolean({ description: 'true: deleted ones too.' })),
  },
  { additionalProperties: false },
);
type ListQuery = Static<typeof ListQuery>;

@Controller('v1/apps/:app/certificates')
export class CertificateViewsController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly apps: AppStore,
    private readonly clock: Clock,
    private readonly keyRing: KeyRing,
    private readonly health: HealthStore,
    private readonly limits: Limits,
  ) {}

  @Get()
  @Roles('viewer', 'operator', 'service')
  @Operation({
    responseExample: { certificates: [CERTIFICATE_EXAMPLE], effectiveAfterMs: 600_000 },
    summary: 'The certificates of an app, in the order of their ids. Deleted ones only if asked for.',
    response: CertificateList,
  })
  async list(@Param('app') app: string, @ValidQuery(ListQuery) query: ListQuery): Promise<CertificateList> {
    const limit = limitOf(query);
    const after = keyOfCursor(query.cursor, { test: isId });
    if ((await this.apps.find(requireAppId(app))) === undefined) throw appNotMade(app);
    const found = await this.certificates.list(app, {
      after: after === undefined ? 0 : Number(after),
      limit,
      deleted: query.deleted,
    });
    const path = `/v1/apps/${app}/certificates${query.deleted === true ? '?deleted=true' : ''}`;
    const page = pageOf(found, limit, path, ({ id }) => String(id));
    const known = await this.health.list(page.rows.map(({ id }) => id));
    const nowMs = this.clock.nowMs();
    return {
      certificates: page.rows.map((row) => answerOf(row, known.get(row.id) ?? UNKNOWN, nowMs)),
      effectiveAfterMs: this.limits.effectiveAfterMs,
      ...page.link,
    };
  }

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
