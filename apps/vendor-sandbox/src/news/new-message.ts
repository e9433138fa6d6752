// A message that somebody wants to send from the sandbox.
import { AppId, ConversationId, listOf, MessageId, text, UserId } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

export const NewMessage = Type.Object(
  {
    app: AppId,
    from: UserId,
    to: listOf(
      UserId,
      1000,
      'One user, or the members of a group. Only who is reachable by no link is pushed.',
      1,
    ),
    text: text(4000, 'What it says.'),
    title: Type.Optional(text(200, 'Of the notification. Absent: who sent it.')),
    conversation: Type.Optional(ConversationId),
    messageId: Type.Optional({ ...MessageId, description: 'Absent: a new one.' }),
    lifetimeSeconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 604_800, description: 'Absent: one day.' }),
    ),
  },
  { additionalProperties: false, title: 'NewMessage' },
);
export type NewMessage = Static<typeof NewMessage>;
