// The sessions of a user with their links, for who asks why a device counts as it does.
import { Controller, Get, Param } from '@nestjs/common';
import {
  Clock,
  HttpProblem,
  inPath,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { Policy } from '../policy';
import { SessionStore } from '../sessions/session.store';
import { inOrder, isBehind, SessionList, sessionAnswer } from './session-answer';

const IS_KEY = /^\d{1,15}(\.\d{1,15})?\/[A-Za-z0-9_-]{43}$/;

@Controller('v1/apps/:app')
export class UserSessionsController {
  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  @Get('users/:user/sessions')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The sessions of a user with their links: the last login first',
    details:
      'Also those that ended or that a later login took the place of, for as long as they are kept. What a message meets is the session that `isCurrent` of each device.',
    query: PageQuery,
    response: SessionList,
    problems: { 404: 'unknown-user: no session of this user was ever seen.' },
  })
  async ofUser(
    @Param('app') app: string,
    @Param('user') user: string,
    @ValidQuery(PageQuery) query: PageQuery,
  ): Promise<SessionList> {
    const after = keyOfCursor(query.cursor, IS_KEY);
    const all = (await this.sessions.findByUsers([{ app, user }])).of(app, user);
    if (all.length === 0)
      throw new HttpProblem(404, 'unknown-user', 'No session of this user was ever seen.');
    const rows = inOrder(all).filter(({ key }) => after === undefined || isBehind(key, after));
    const path = `/v1/apps/${app}/users/${inPath(user)}/sessions`;
    const page = pageOf(rows, limitOf(query), path, ({ key }) => key);
    const at = { policy: this.policy, nowMs: this.clock.nowMs() };
    return { app, user, sessions: page.rows.map((row) => sessionAnswer(row, at)), ...page.link };
  }
}
