// Logs a device out on behalf of an operator: a lost phone must not ring any more. It is the ordinary fact `invalidated`, so all who listen
// treat it as they treat the gateway's. The connection itself is the gateway's: it reads the fact, too.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { DeviceId, EpochMs, SessionId, sessionChanged, titled, UserId } from '@offline-push/contracts';
import { CalledBy, type Caller, HttpProblem, Operation, Roles } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { SessionStore } from '../sessions/session.store';
import { LogOutStore } from './log-out.store';

const LogOutTaken = titled(
  'LogOut',
  Type.Object({ sessions: Type.Array(SessionId, { description: 'Those that end. Empty: none was open.' }) }),
);
type LogOutTaken = Static<typeof LogOutTaken>;

const LogOutList = titled(
  'LogOutList',
  Type.Object({
    logOuts: Type.Array(
      Type.Object({
        user: UserId,
        device: DeviceId,
        session: SessionId,
        actor: Type.String({ description: 'Who asked for it.' }),
        atMs: EpochMs('When.'),
      }),
      { description: 'The newest first, at most 200.' },
    ),
  }),
);
type LogOutList = Static<typeof LogOutList>;

const DETAIL = 'logged out by an operator';

@Controller('v1/apps/:app')
export class LogOutsController {
  constructor(
    private readonly publisher: Publisher,
    private readonly sessions: SessionStore,
    private readonly logOuts: LogOutStore,
  ) {}

  @Post('users/:user/devices/:device/log-out')
  @HttpCode(202)
  @Roles('operator')
  @Operation({
    summary: 'Log a device out: its sessions end, and it rings no more until its user logs in again',
    details:
      'Published as `invalidated`, for each session of the device that has not ended. Safe to repeat. It is written down who asked.',
    response: LogOutTaken,
    status: 202,
    problems: { 404: 'unknown-device: presence knows no session of it.' },
  })
  async logOut(
    @CalledBy() caller: Caller,
    @Param('app') app: string,
    @Param('user') user: string,
    @Param('device') device: string,
  ): Promise<LogOutTaken> {
    const known = (await this.sessions.findByUsers([{ app, user }])).of(app, user);
    const ofDevice = known.filter((session) => session.device === device);
    if (ofDevice.length === 0)
      throw new HttpProblem(404, 'unknown-device', 'Presence knows no session of this device of this user.');
    const open = ofDevice.filter(({ endedAtMs }) => endedAtMs === 0);
    for (const { session } of open) await this.logOuts.add(app, { user, device, session, actor: caller.id });
    await this.publisher.publish(
      open.map(({ session }) =>
        outgoing(sessionChanged, { app, user, device, session, change: 'invalidated', detail: DETAIL }),
      ),
    );
    return { sessions: open.map(({ session }) => session) };
  }

  @Get('log-outs')
  @Roles('viewer', 'operator')
  @Operation({ summary: 'Who logged which device out, and when', response: LogOutList })
  async list(@Param('app') app: string): Promise<LogOutList> {
    return { logOuts: await this.logOuts.list(app) };
  }
}
