// Device-bindings found the token of each device that may be pushed, or says why there is none.
import { type Static, Type } from '@sinclair/typebox';
import { conversationKey } from '../keys';
import { PushContent } from './push-content';
import { MAX_DEVICES, PushHeader } from './push-gated.topic';
import { ADDRESS_REASONS, codesOf } from '../reasons/reasons';
import { DAY_MS, defineTopic } from '../topic';
import {
  CertificateId,
  DeviceId,
  listOf,
  oneOf,
  SessionId,
  TargetId,
  Token,
  UserId,
  VendorId,
} from '../values';

/** One target: where the push of this device goes, and by what id its end is told. */
export const AddressedDevice = Type.Object({
  targetId: TargetId,
  user: UserId,
  device: DeviceId,
  session: SessionId,
  vendor: VendorId,
  certificateId: CertificateId,
  token: Token,
});
export type AddressedDevice = Static<typeof AddressedDevice>;

export const StoppedAtAddressing = Type.Object({
  user: UserId,
  device: DeviceId,
  reason: oneOf(codesOf(ADDRESS_REASONS), 'Why this device has no usable binding.'),
});
export type StoppedAtAddressing = Static<typeof StoppedAtAddressing>;

export const PushAddressed = Type.Composite([
  PushHeader,
  Type.Object({
    content: PushContent,
    onward: listOf(AddressedDevice, MAX_DEVICES, 'Where to send it.'),
    stopped: listOf(StoppedAtAddressing, MAX_DEVICES, 'Devices without a usable binding.'),
  }),
]);
export type PushAddressed = Static<typeof PushAddressed>;

const header = {
  app: 'demo',
  messageId: 'm-1001',
  conversation: 'c2c-alice-bob',
  contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw',
  sentAtMs: 1_790_000_000_000,
  expiresAtMs: 1_790_086_400_000,
};

export const pushAddressed = defineTopic({
  name: 'push.addressed.v1',
  writer: 'device-bindings',
  says: 'Device-bindings decided which token reaches each device.',
  schema: PushAddressed,
  key: conversationKey,
  keyedBy: 'app + "/" + conversation',
  retention: { deleteAfterMs: 3 * DAY_MS },
  partitions: 24,
  examples: {
    usual: {
      ...header,
      content: { title: 'Alice', text: 'Are you coming tonight?' },
      onward: [
        {
          targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
          user: 'bob',
          device: 'bobs-phone',
          session: 's-1',
          vendor: 'xiaomi',
          certificateId: 1,
          token: 'ok-bobs-phone',
        },
      ],
      stopped: [],
    },
    unreachable: {
      ...header,
      content: {},
      onward: [],
      stopped: [{ user: 'bob', device: 'bobs-phone', reason: 'no-binding' }],
    },
  },
});
