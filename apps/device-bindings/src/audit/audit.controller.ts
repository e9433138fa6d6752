// Which operator took away or moved which bindings, and when.
import { Controller, Get, Param } from '@nestjs/common';
import { CertificateId, DeviceId, EpochMs, oneOf, titled, UserId } from '@offline-push/contracts';
import {
  BY_CALLER,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { ActStore, type KeptAct } from './act.store';

const AuditQuery = Type.Object(
  { ...PageQuery.properties, user: Type.Optional(UserId) },
  { additionalProperties: false },
);
type AuditQuery = Static<typeof AuditQuery>;

const BindingAudit = titled(
  'BindingAudit',
  Type.Object({
    entries: Type.Array(
      Type.Object({
        actor: Type.String({ description: BY_CALLER }),
        action: oneOf(
          ['unbound', 'moved'],
          'unbound: a device. moved: all bindings of one certificate to another.',
        ),
        user: Type.Optional(UserId),
        device: Type.Optional(DeviceId),
        from: Type.Optional(CertificateId),
        to: Type.Optional(CertificateId),
        atMs: EpochMs('When.'),
      }),
      { description: 'The newest first.' },
    ),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
type BindingAudit = Static<typeof BindingAudit>;

const IS_ID = /^[1-9]\d{0,17}$/;

@Controller('v1/apps/:app')
export class AuditController {
  constructor(private readonly acts: ActStore) {}

  @Get('bindings/audit')
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'Which operator took away or moved which bindings, and when',
    details: 'What clients and the chat system did is in the history of a user.',
    response: BindingAudit,
  })
  async list(@Param('app') app: string, @ValidQuery(AuditQuery) query: AuditQuery): Promise<BindingAudit> {
    const limit = limitOf(query);
    const before = keyOfCursor(query.cursor, IS_ID);
    const rows = await this.acts.list(app, { user: query.user, before, limit: limit + 1 });
    const narrowed =
      query.user === undefined ? '' : `?${new URLSearchParams({ user: query.user }).toString()}`;
    const page = pageOf(rows, limit, `/v1/apps/${app}/bindings/audit${narrowed}`, ({ id }) => id);
    return { entries: page.rows.map(entryOf), ...page.link };
  }
}

/** What a deed does not have is null in its row, and absent in the answer. */
function entryOf(row: KeptAct): BindingAudit['entries'][number] {
  const known = Object.entries(row).filter(([name, value]) => name !== 'id' && value !== null);
  return Object.fromEntries(known) as BindingAudit['entries'][number];
}
