// Presence decided which devices may be pushed for a message, and which not, each with its reason.
import { type Static, Type } from '@sinclair/typebox';
import { conversationKey } from '../keys';
import { PushContent } from './push-content';
import { codesOf, GATE_REASONS } from '../reasons/reasons';
import { DAY_MS, defineTopic } from '../topic';
import {
  AppId,
  ContentHash,
  ConversationId,
  DeviceId,
  EpochMs,
  listOf,
  MessageId,
  oneOf,
  SessionId,
  text,
  UserId,
} from '../values';

/** What each hop of the push path carries on, untouched. */
export const PushHeader = Type.Object({
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
export type PushHeader = Static<typeof PushHeader>;

/** A message to many devices may be split into several records; each device is in exactly one of them. */
export const MAX_DEVICES = 1000;

export const GatedDevice = Type.Object({ user: UserId, device: DeviceId, session: SessionId });
export type GatedDevice = Static<typeof GatedDevice>;

export const StoppedAtGate = Type.Object({
  user: UserId,
  device: Type.Optional(DeviceId),
  reason: oneOf(codesOf(GATE_REASONS), 'Why not. Without a device: for the recipient as a whole.'),
});
export type StoppedAtGate = Static<typeof StoppedAtGate>;

export const PushGated = Type.Composite([
  PushHeader,
  Type.Object({
    content: PushContent,
    onward: listOf(GatedDevice, MAX_DEVICES, 'Devices that may be pushed.'),
    stopped: listOf(StoppedAtGate, MAX_DEVICES, 'Devices and recipients that may not.'),
  }),
]);
export type PushGated = Static<typeof PushGated>;

const header = {
  app: 'demo',
  messageId: 'm-1001',
  conversation: 'c2c-alice-bob',
  contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw',
  sentAtMs: 1_790_000_000_000,
  expiresAtMs: 1_790_086_400_000,
};

export const pushGated = defineTopic({
  name: 'push.gated.v1',
  writer: 'presence',
  says: 'Presence decided who may be pushed for a message.',
  schema: PushGated,
  key: conversationKey,
  keyedBy: 'app + "/" + conversation',
  retention: { deleteAfterMs: 3 * DAY_MS },
  partitions: 24,
  examples: {
    usual: {
      ...header,
      content: { title: 'Alice', text: 'Are you coming tonight?' },
      onward: [{ user: 'bob', device: 'bobs-phone', session: 's-1' }],
      stopped: [{ user: 'bob', device: 'bobs-laptop', reason: 'not-pushable' }],
    },
    nobody: { ...header, content: {}, onward: [], stopped: [{ user: 'mallory', reason: 'unknown-user' }] },
  },
});
