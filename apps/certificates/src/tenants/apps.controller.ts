// Adds and lists apps over HTTP. An app is a tenant with its own certificates, sessions and pushes.
import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { APP_ID, AppId, titled } from '@offline-push/contracts';
import {
  AnyApp,
  CalledBy,
  type Caller,
  Clock,
  Operation,
  Roles,
  ValidBody,
  ValidQuery,
  LOCATION,
  limitOf,
  pageOf,
  PageQuery,
  keyOfCursor,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import type { Response } from 'express';
import { Name } from '../certificates/form/entered';
import { Moment, momentOf } from '../moments';
import { appNotMade, idTaken, requireAppId } from '../refusals';
import type { App } from './app.entity';
import { AppStore } from './app.store';

const NewApp = titled('NewApp', Type.Object({ id: AppId, name: Name }, { additionalProperties: false }));
type NewApp = Static<typeof NewApp>;

const AppAnswer = titled(
  'App',
  Type.Object({
    id: AppId,
    name: Type.String({ description: 'For people.' }),
    ...Moment('createdAt', 'When it was created.'),
  }),
);
type AppAnswer = Static<typeof AppAnswer>;

const AppList = titled(
  'AppList',
  Type.Object({
    apps: Type.Array(AppAnswer),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
type AppList = Static<typeof AppList>;

const APP = { id: 'acme', name: 'Acme Chat', ...momentOf('createdAt', 1_790_000_000_000) };

@Controller('v1/apps')
export class AppsController {
  constructor(
    private readonly apps: AppStore,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Roles('admin')
  @Operation({
    answers: [LOCATION],
    bodyExamples: { usual: { id: 'acme', name: 'Acme Chat' } },
    responseExample: APP,
    problems: { 409: 'id-taken: there is an app with this id.' },
    summary: 'Create an app. For administrators of all apps.',
    response: AppAnswer,
  })
  async create(
    @ValidBody(NewApp) { id, name }: NewApp,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AppAnswer> {
    const app = { id, name, createdAtMs: this.clock.nowMs() };
    const isNew = await this.apps.create(app, { actor: caller.id, nowMs: app.createdAtMs });
    if (!isNew) throw idTaken();
    response.setHeader('location', `/v1/apps/${id}`);
    return answerOf(app);
  }

  @Get()
  @Roles('viewer', 'operator', 'service')
  @AnyApp()
  @Operation({
    responseExample: { apps: [APP] },
    summary: 'The apps that the caller may see, in the order of their ids.',
    response: AppList,
  })
  async list(@ValidQuery(PageQuery) query: PageQuery, @CalledBy() caller: Caller): Promise<AppList> {
    const limit = limitOf(query);
    const after = keyOfCursor(query.cursor, new RegExp(`^${APP_ID}$`));
    const found = await this.apps.list({ after, only: caller.app === '*' ? undefined : caller.app, limit });
    const page = pageOf(found, limit, '/v1/apps', ({ id }) => id);
    return { apps: page.rows.map(answerOf), ...page.link };
  }

  @Get(':app')
  @Roles('viewer', 'operator', 'service')
  @Operation({ responseExample: APP, summary: 'One app.', response: AppAnswer })
  async read(@Param('app') id: string): Promise<AppAnswer> {
    const app = await this.apps.find(requireAppId(id));
    if (app === undefined) throw appNotMade(id);
    return answerOf(app);
  }
}

const answerOf = ({ id, name, createdAtMs }: App): AppAnswer => ({
  id,
  name,
  ...momentOf('createdAt', createdAtMs),
});
