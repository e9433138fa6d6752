// What the hops of the push path have in common: each carries a message on, untouched, and says of each of its devices that it goes on or
// that it stops here, and why.
import { type TSchema, Type } from '@sinclair/typebox';
import { conversationKey } from '../keys';
import { DAY_MS } from '../topic';
import { AppId, ContentHash, ConversationId, EpochMs, listOf, MessageId, text } from '../values';
import { PushContent } from './push-content';

const PushHeader = Type.Object({
  app: AppId,
  messageId: MessageId,
  conversation: ConversationId,
  contentHash: ContentHash,
  sentAtMs: EpochMs('When the message was sent.'),
  expiresAtMs: EpochMs('No vendor is called after this.'),
  notes: Type.Optional(
    listOf(text(200, 'What, and why.'), 20, 'What was cut or repaired in the message at the door.'),
  ),
});

/** A message to many devices may be split into several records; each device is in exactly one of them. */
const MAX_DEVICES = 1000;

interface Row<S extends TSchema> {
  of: S;
  says: string;
}

export const hopOf = <O extends TSchema, S extends TSchema>(onward: Row<O>, stopped: Row<S>) =>
  Type.Composite([
    PushHeader,
    Type.Object({
      content: PushContent,
      onward: listOf(onward.of, MAX_DEVICES, onward.says),
      stopped: listOf(stopped.of, MAX_DEVICES, stopped.says),
    }),
  ]);

/** Records of a conversation stay in order from hop to hop. */
export const HOP = {
  key: conversationKey,
  keyedBy: 'app + "/" + conversation',
  retention: { deleteAfterMs: 3 * DAY_MS },
  partitions: 24,
};

export const EXAMPLE_HEADER = {
  app: 'demo',
  messageId: 'm-1001',
  conversation: 'c2c-alice-bob',
  contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw',
  sentAtMs: 1_790_000_000_000,
  expiresAtMs: 1_790_086_400_000,
};
