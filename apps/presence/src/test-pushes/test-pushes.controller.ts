// Makes one phone ring as a test: an ordinary message to one device, by the whole of the ordinary way. What became of it, its story tells.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { messageSent, pushIdOf, targetIdOf } from '@offline-push/contracts';
import { Asked, HttpProblem, IDEMPOTENCY_KEY, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { randomUUID } from 'node:crypto';
import { SessionStore } from '../sessions/session.store';
import { bodyHashOf, messageIdOf, messageOf, type TestPush } from './test-push';
import { TestPushBody, TestPushList, TestPushTaken } from './test-push-answer';
import { MOST_PER_APP, MOST_PER_DEVICE, TestPushStore } from './test-push.store';

interface Path {
  app: string;
  user: string;
  device: string;
}

@Controller('v1/apps/:app')
export class TestPushesController {
  constructor(
    private readonly publisher: Publisher,
    private readonly sessions: SessionStore,
    private readonly pushes: TestPushStore,
  ) {}

  @Post('users/:user/devices/:device/test-push')
  @HttpCode(202)
  @Roles('operator')
  @Operation({
    sends: [IDEMPOTENCY_KEY],
    summary: 'Send a test notification to one device, by the whole of the ordinary way',
    details:
      `It is a real push: the gate judges it, device-bindings addresses it, and the vendor is called. Follow it by \`story\` at delivery-log. ` +
      `With an Idempotency-Key it may be sent again without a second ring. At most ${MOST_PER_DEVICE} a minute and device, ${MOST_PER_APP} an app.`,
    body: TestPushBody,
    bodyExamples: { usual: {}, connected: { evenIfOnline: true }, own: { title: 'Ops', text: 'Is it you?' } },
    response: TestPushTaken,
    status: 202,
    problems: {
      404: 'unknown-device: presence knows no session of it.',
      422: 'idempotency-key-reused: it came with another body, user or device.',
      429: 'too-many-test-pushes: try again in a minute.',
    },
  })
  async send(
    @Asked() { caller, path, headers }: Asked<{ app: string; user: string; device: string }>,
    @ValidBody(TestPushBody) body: TestPushBody,
  ): Promise<TestPushTaken> {
    const push = pushOf(path, caller.id, keyIn(headers), body);
    await this.refuseUnknown(push);
    const added = await this.pushes.add(push);
    if (added === 'too-many') throw TOO_MANY;
    if (added === 'other-body') throw OTHER_BODY;
    // Again: the first time may have ended between the row and the record. Its ids make a second record harmless.
    await this.publisher.publish([outgoing(messageSent, messageOf(push, body))]);
    return takenOf(push);
  }

  @Get('test-pushes')
  @Roles('viewer', 'operator')
  @Operation({ summary: 'Who made which device ring as a test, and when', response: TestPushList })
  async list(@Param('app') app: string): Promise<TestPushList> {
    return { testPushes: await this.pushes.list(app) };
  }

  private async refuseUnknown({ app, user, device }: TestPush): Promise<void> {
    const sessions = await this.sessions.findByUsers([{ app, user }]);
    if (!sessions.of(app, user).some((session) => session.device === device))
      throw new HttpProblem(404, 'unknown-device', 'Presence knows no session of this device of this user.');
  }
}

function pushOf({ app, user, device }: Path, actor: string, key: string, body: TestPushBody): TestPush {
  const { evenIfOnline: isEvenIfOnline = false } = body;
  const bodyHash = bodyHashOf(user, device, body);
  return {
    ...{ app, user, device, actor, bodyHash, isEvenIfOnline },
    messageId: messageIdOf(app, actor, key),
  };
}

function keyIn({ 'idempotency-key': key = randomUUID() }: Asked['headers']): string {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const rule = 'must have 1 to 255 visible ASCII characters';
  throw new HttpProblem(400, 'bad-idempotency-key', `Idempotency-Key ${rule}.`, [
    { pointer: '/idempotency-key', rule },
  ]);
}

function takenOf({ app, messageId, user, device }: TestPush): TestPushTaken {
  const pushId = pushIdOf(app, messageId, user);
  return {
    ...{ messageId, pushId, targetId: targetIdOf(pushId, device) },
    story: `/v1/apps/${app}/messages/${messageId}/story`,
  };
}

const TOO_MANY = new HttpProblem(
  429,
  'too-many-test-pushes',
  `At most ${MOST_PER_DEVICE} test pushes a minute and device, ${MOST_PER_APP} an app.`,
  [],
  { 'retry-after': '60' },
);

const OTHER_BODY = new HttpProblem(
  422,
  'idempotency-key-reused',
  'This Idempotency-Key came with another body, user or device. Use a new key for a new test.',
);
