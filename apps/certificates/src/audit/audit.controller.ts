// Answers over HTTP who changed what in an app, newest first.
import { Controller, Get, Param } from '@nestjs/common';
import { AppId, CertificateId, oneOf, titled } from '@offline-push/contracts';
import {
  BY_CALLER,
  Operation,
  Roles,
  ValidQuery,
  limitOf,
  pageOf,
  PageQuery,
  keyOfCursor,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Moment, momentOf } from '../moments';
import { appNotMade, requireAppId } from '../refusals';
import { AppStore } from '../tenants/app.store';
import { AUDIT_ACTIONS } from './audit-entry';
import { AuditStore } from './audit.store';

const AuditQuery = Type.Object(
  { ...PageQuery.properties, certificate: Type.Optional(CertificateId) },
  { additionalProperties: false },
);
type AuditQuery = Static<typeof AuditQuery>;

const Facts = (description: string) =>
  Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], { description });

const AuditAnswer = titled(
  'AuditEntry',
  Type.Object({
    id: Type.String({ description: 'Grows in the order of the entries.' }),
    app: AppId,
    certificateId: Type.Union([CertificateId, Type.Null()]),
    ...Moment('at', 'When it was done.'),
    actor: Type.String({ description: BY_CALLER }),
    action: oneOf(AUDIT_ACTIONS, 'What was done.'),
    before: Facts('What was true before; null: nothing was there. Never a credential.'),
    after: Facts('What was true afterwards. Never a credential.'),
  }),
);

const AuditList = titled(
  'AuditList',
  Type.Object({
    entries: Type.Array(AuditAnswer),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);

@Controller('v1/apps/:app/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditStore,
    private readonly apps: AppStore,
  ) {}

  @Get()
  @Roles('viewer', 'operator')
  @Operation({ summary: 'Who changed what in this app, newest first.', response: AuditList })
  async list(@Param('app') app: string, @ValidQuery(AuditQuery) query: AuditQuery) {
    const limit = limitOf(query);
    const before = keyOfCursor(query.cursor, /^[1-9]\d{0,17}$/);
    if ((await this.apps.find(requireAppId(app))) === undefined) throw appNotMade(app);
    const found = await this.audit.list(app, { before, certificateId: query.certificate, limit });
    const filter = query.certificate === undefined ? '' : `?certificate=${query.certificate}`;
    const page = pageOf(found, limit, `/v1/apps/${app}/audit${filter}`, ({ id }) => id);
    return { entries: page.rows.map((row) => ({ ...row, ...momentOf('at', row.atMs) })), ...page.link };
  }
}
