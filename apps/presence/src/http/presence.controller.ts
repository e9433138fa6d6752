// Answers over HTTP which users are online, offline or logged out.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Clock, HttpProblem, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { Policy } from '../policy';
import { PresenceList, PresenceQuery, userPresence, UserPresence } from './presence-answer';
import { SessionStore } from '../sessions/session.store';

@Controller('v1/apps/:app')
export class PresenceController {
  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  @Get('users/:user/presence')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The presence of one user', response: UserPresence })
  async ofUser(@Param('app') app: string, @Param('user') user: string): Promise<UserPresence> {
    const { users } = await this.presenceOf(app, [user]);
    const [found] = users;
    if (found === undefined)
      throw new HttpProblem(404, 'unknown-user', 'No session of this user was ever seen.');
    return found;
  }

  @Post('presence\\:query')
  @HttpCode(200)
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The presence of many users', body: PresenceQuery, response: PresenceList })
  query(
    @Param('app') app: string,
    @ValidBody(PresenceQuery) { users }: PresenceQuery,
  ): Promise<PresenceList> {
    return this.presenceOf(app, [...new Set(users)]);
  }

  private async presenceOf(app: string, users: readonly string[]): Promise<PresenceList> {
    const sessions = await this.sessions.findByUsers(users.map((user) => ({ app, user })));
    const at = { policy: this.policy, nowMs: this.clock.nowMs() };
    const answer: PresenceList = { users: [], errors: [] };
    for (const user of users) {
      const presence = userPresence(app, user, sessions.of(app, user), at);
      if (presence === undefined) answer.errors.push({ user, code: 'unknown-user' });
      else answer.users.push(presence);
    }
    return answer;
  }
}
