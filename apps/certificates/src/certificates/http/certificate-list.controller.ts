// Lists the certificates of an app, page by page.
import { Controller, Get, Param } from '@nestjs/common';
import {
  Clock,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Limits } from '../../certificates.config';
import { HealthStore } from '../../health/health.store';
import { UNKNOWN } from '../../health/health';
import { appNotMade, isId, requireAppId } from '../../refusals';
import { AppStore } from '../../tenants/app.store';
import { answerOf, CertificateList } from './answers';
import { CertificateStore } from '../certificate.store';
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
export class CertificateListController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly apps: AppStore,
    private readonly clock: Clock,
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
}
