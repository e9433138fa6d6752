// Takes session facts over HTTP from callers without Kafka, and publishes them as session.changed.v1. A fact that the consumer is known to
// refuse is refused here at once.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { SessionChanged, sessionChanged, titled, examplesWithoutApp } from '@offline-push/contracts';
import { HttpProblem, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { SessionStore } from '../sessions/session.store';

/** The event without its app, which is in the path. */
const SessionChange = titled('SessionChange', Type.Omit(SessionChanged, ['app']));
type SessionChange = Static<typeof SessionChange>;

const REVIVING: readonly SessionChange['change'][] = ['logged-in', 'connected', 'foreground', 'background'];

@Controller('v1/apps/:app')
export class SessionsController {
  constructor(
    private readonly publisher: Publisher,
    private readonly sessions: SessionStore,
  ) {}

  @Post('sessions\\:change')
  @HttpCode(202)
  @Roles('service')
  @Operation({
    details: 'Idempotent: the same fact again changes nothing. An Idempotency-Key is not needed.',
    bodyExamples: examplesWithoutApp(sessionChanged),
    problems: { 409: 'session-ended: a new login has a new session id.' },
    summary: "Tell that a session's login, link or app phase changed",
    body: SessionChange,
    status: 202,
  })
  async change(@Param('app') app: string, @ValidBody(SessionChange) change: SessionChange): Promise<void> {
    const event = { ...change, app };
    if (REVIVING.includes(change.change)) await this.refuseEnded(event);
    await this.publisher.publish([outgoing(sessionChanged, event)]);
  }

  private async refuseEnded(event: SessionChanged): Promise<void> {
    const [known] = await this.sessions.findByKeys([event]);
    if (known !== undefined && known.endedAtMs > 0)
      throw new HttpProblem(
        409,
        'session-ended',
        'This session has ended. A new login has a new session id.',
      );
  }
}
