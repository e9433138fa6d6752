// Takes messages over HTTP from callers without Kafka, and publishes them as message.sent.v1. The message id is the idempotency key. The
// consumer decides on them as on all others.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { Decisions } from '@offline-push/bus/decisions';
import {
  contentHashOf,
  contentOf,
  messageKeyOf,
  MessageSent,
  messageSent,
  pushIdOf,
  UserId,
  titled,
  examplesWithoutApp,
} from '@offline-push/contracts';
import { HttpProblem, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';

/** The event without its app, which is in the path. */
const Message = titled('Message', Type.Omit(MessageSent, ['app']));
type Message = Static<typeof Message>;

const MessageTaken = titled(
  'MessageTaken',
  Type.Object({
    pushes: Type.Array(
      Type.Object({
        user: UserId,
        pushId: Type.String({
          description:
            'Computed from message and recipient. Each of its targets has an id computed from it and the device.',
        }),
      }),
      { description: 'One for each recipient. The same message again has the same ids.' },
    ),
  }),
);
type MessageTaken = Static<typeof MessageTaken>;

@Controller('v1/apps/:app')
export class MessagesController {
  constructor(
    private readonly publisher: Publisher,
    private readonly decisions: Decisions,
  ) {}

  @Post('messages')
  @HttpCode(202)
  @Roles('service')
  @Operation({
    details:
      'The message id makes it idempotent: the same message again rings nobody twice and has the same push ids.',
    bodyExamples: examplesWithoutApp(messageSent),
    problems: { 409: 'id-conflict: this message id was used before with other content.' },
    summary: 'Send a message to recipients; those who are logged in but offline ring',
    body: Message,
    response: MessageTaken,
    status: 202,
  })
  async send(@Param('app') app: string, @ValidBody(Message) message: Message): Promise<MessageTaken> {
    const event = { ...message, app };
    await this.refuseOtherContent(event);
    await this.publisher.publish([outgoing(messageSent, event)]);
    const users = [...new Set(event.recipients)];
    return { pushes: users.map((user) => ({ user, pushId: pushIdOf(app, event.messageId, user) })) };
  }

  /** Refuses what is known to conflict by now. A conflict that the consumer finds later becomes a dead letter. */
  private async refuseOtherContent(event: MessageSent): Promise<void> {
    const key = messageKeyOf(event.app, event.messageId);
    const known = (await this.decisions.contentsOf([key])).get(key);
    if (known !== undefined && known !== contentHashOf(contentOf(event)))
      throw new HttpProblem(409, 'id-conflict', 'This message id was used before with other content.');
  }
}
