// A user sent a message. The IM core publishes one record per message, whatever the number of recipients.
import { type Static, Type } from '@sinclair/typebox';
import { conversationKey } from '../keys';
import { PushContent } from './push-content';
import { DAY_MS, defineTopic } from '../topic';
import { AppId, ConversationId, DeviceId, SaidAtMs, listOf, MessageId, text, UserId } from '../values';

/** The lifetime of a message that names none: one day. */
export const DEFAULT_LIFETIME_SECONDS = 86_400;
/** The longest lifetime of a message: 7 days. Dispatch remembers target ids at least so long. */
export const MAX_LIFETIME_SECONDS = 604_800;

export const MessageSent = Type.Object({
  app: AppId,
  messageId: MessageId,
  conversation: ConversationId,
  sender: Type.Optional(UserId),
  sentAtMs: Type.Optional(SaidAtMs("When it was sent. Absent: the record's time stamp.")),
  lifetimeSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MAX_LIFETIME_SECONDS,
      description: 'How long it may ring after it was sent. 0: online only, never pushed. Absent: one day.',
    }),
  ),
  kind: Type.Optional(
    text(64, 'text, image, … Any word will do; a "custom" message is pushed only with a text. Absent: text.'),
  ),
  recipients: listOf(UserId, 1000, 'Who it is for: 1 to 1000 users. A repeated one counts once.', 1),
  device: Type.Optional({
    ...DeviceId,
    description:
      'Only this device: it is as if the recipients had no other. For tests. Absent: all of theirs.',
  }),
  evenIfOnline: Type.Optional(
    Type.Union(
      [
        Type.Boolean(),
        listOf(UserId, 1000, 'Only these of the recipients: for the others it is as if it were absent.', 1),
      ],
      {
        description:
          'The devices gave no acknowledgement: publish the same message again with true, or with the recipients concerned, and ' +
          'those that were stopped as connected ring, none of them twice. Absent: false.',
      },
    ),
  ),
  push: Type.Optional(
    Type.Composite([
      PushContent,
      Type.Object({
        enabled: Type.Optional(
          Type.Boolean({ description: 'false: never push this message. Absent: true.' }),
        ),
      }),
    ]),
  ),
});
export type MessageSent = Static<typeof MessageSent>;

export const messageSent = defineTopic({
  name: 'message.sent.v1',
  writer: 'im-core',
  door: 'presence',
  says: 'A user sent a message to 1 to 1000 recipients.',
  schema: MessageSent,
  key: conversationKey,
  keyedBy: 'app + "/" + conversation',
  retention: { deleteAfterMs: 3 * DAY_MS },
  partitions: 24,
  examples: {
    usual: {
      app: 'demo',
      messageId: 'm-1001',
      conversation: 'c2c-alice-bob',
      sender: 'alice',
      kind: 'text',
      recipients: ['bob'],
      push: { title: 'Alice', text: 'Are you coming tonight?', ext: '{"conversation":"c2c-alice-bob"}' },
    },
    smallest: { app: 'demo', messageId: 'm-1002', conversation: 'c2c-alice-bob', recipients: ['bob'] },
    unacknowledged: {
      app: 'demo',
      messageId: 'm-1001',
      conversation: 'c2c-alice-bob',
      sender: 'alice',
      kind: 'text',
      recipients: ['bob'],
      push: { title: 'Alice', text: 'Are you coming tonight?', ext: '{"conversation":"c2c-alice-bob"}' },
      evenIfOnline: true,
    },
    group: {
      app: 'demo',
      messageId: 'm-1003',
      conversation: 'group-42',
      sender: 'alice',
      lifetimeSeconds: 600,
      kind: 'image',
      recipients: ['alice', 'bob', 'carol', 'dave'],
      push: {
        title: 'Friends 🎉',
        text: 'Alice sent a picture',
        click: { action: 'open-url', url: 'https://chat.example.com/group-42' },
        badge: { add: 1 },
      },
    },
  },
});
