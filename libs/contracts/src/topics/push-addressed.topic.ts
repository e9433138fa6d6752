// Device-bindings found the token of each device that may be pushed, or the reason why there is none.
import { type Static, Type } from '@sinclair/typebox';
import { ADDRESS_REASONS, codesOf } from '../reasons/reasons';
import { defineTopic } from '../topic';
import { CertificateId, DeviceId, oneOf, SessionId, TargetId, Token, UserId, VendorId } from '../values';
import { EXAMPLE_HEADER, HOP, hopOf } from './push-hop';

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

export const PushAddressed = hopOf(
  { of: AddressedDevice, says: 'Where to send it.' },
  { of: StoppedAtAddressing, says: 'Devices without a usable binding.' },
);
export type PushAddressed = Static<typeof PushAddressed>;

export const pushAddressed = defineTopic({
  name: 'push.addressed.v1',
  writer: 'device-bindings',
  says: 'Device-bindings decided which token reaches each device.',
  schema: PushAddressed,
  ...HOP,
  examples: {
    usual: {
      ...EXAMPLE_HEADER,
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
      ...EXAMPLE_HEADER,
      content: {},
      onward: [],
      stopped: [{ user: 'bob', device: 'bobs-phone', reason: 'no-binding' }],
    },
  },
});
