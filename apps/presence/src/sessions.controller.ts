// The second door of session.changed.v1, for whoever has HTTP and no Kafka. It only publishes: the consumer decides, for both doors.
import { Controller, Param, Post, HttpCode } from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { SessionChanged, sessionChanged } from '@offline-push/contracts';
import { Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';

/** The event without its app, which is in the path. */
const SessionChange = Type.Omit(SessionChanged, ['app']);
type SessionChange = Static<typeof SessionChange>;

@Controller('v1/apps/:app')
export class SessionsController {
  constructor(private readonly publisher: Publisher) {}

  @Post('sessions\\:change')
  @HttpCode(202)
  @Roles('service')
  @Operation({
    summary: "Tell that a session's login, link or app phase changed",
    body: SessionChange,
    status: 202,
  })
  async change(@Param('app') app: string, @ValidBody(SessionChange) change: SessionChange): Promise<void> {
    await this.publisher.publish([outgoing(sessionChanged, { ...change, app })]);
  }
}
