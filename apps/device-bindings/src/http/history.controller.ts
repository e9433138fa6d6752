// What happened to the bindings of a user, and why.
import { Controller, Get, Param } from '@nestjs/common';
import {
  AppId,
  BindingChanged,
  CertificateId,
  DeviceId,
  EpochMs,
  SessionId,
  titled,
  UserId,
} from '@offline-push/contracts';
import {
  inPath,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { HistoryStore, type Past } from '../rebinding/history.store';

const BindingChange = titled(
  'BindingChange',
  Type.Object({
    device: DeviceId,
    session: SessionId,
    change: BindingChanged.properties.change,
    cause: BindingChanged.properties.cause,
    certificateId: Type.Optional(CertificateId),
    tokenHash: Type.Optional(Type.String({ description: 'Of the token: as on the topics and in stories.' })),
    atMs: EpochMs('When it happened.'),
    recordedAtMs: EpochMs('When it was decided.'),
  }),
);

const BindingHistory = titled(
  'BindingHistory',
  Type.Object({
    app: AppId,
    user: UserId,
    changes: Type.Array(BindingChange, { description: 'The newest decision first.' }),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
type BindingHistory = Static<typeof BindingHistory>;

const IS_ID = /^[1-9]\d{0,17}$/;

@Controller('v1/apps/:app')
export class HistoryController {
  constructor(private readonly history: HistoryStore) {}

  @Get('users/:user/bindings/history')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'What happened to the bindings of a user, with the cause of each change',
    details: 'Changes are kept for a while (DEVICE_BINDINGS_KEEP_DAYS). Somebody nobody knows has none.',
    query: PageQuery,
    response: BindingHistory,
  })
  async ofUser(
    @Param('app') app: string,
    @Param('user') user: string,
    @ValidQuery(PageQuery) query: PageQuery,
  ): Promise<BindingHistory> {
    const limit = limitOf(query);
    const before = keyOfCursor(query.cursor, IS_ID);
    const rows = await this.history.ofUser(app, user, { before, limit: limit + 1 });
    const path = `/v1/apps/${app}/users/${inPath(user)}/bindings/history`;
    const page = pageOf(rows, limit, path, ({ id }) => id);
    return { app, user, changes: page.rows.map(changeOf), ...page.link };
  }
}

const changeOf = (past: Past): BindingHistory['changes'][number] => {
  const { device, session, change, cause, certificateId, tokenHash, atMs, recordedAtMs } = past;
  return {
    ...{ device, session, change, cause },
    ...(certificateId !== null && { certificateId }),
    ...(tokenHash !== null && tokenHash !== '' && { tokenHash }),
    ...{ atMs, recordedAtMs },
  };
};
