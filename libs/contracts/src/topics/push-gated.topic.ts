// Presence decided which devices may be pushed for a message, and which may not, each with its reason.
import { type Static, Type } from '@sinclair/typebox';
import { codesOf, GATE_REASONS } from '../reasons/reasons';
import { defineTopic } from '../topic';
import { DeviceId, oneOf, SessionId, UserId } from '../values';
import { EXAMPLE_HEADER, HOP, hopOf } from './push-hop';

export const GatedDevice = Type.Object({ user: UserId, device: DeviceId, session: SessionId });
export type GatedDevice = Static<typeof GatedDevice>;

export const StoppedAtGate = Type.Object({
  user: UserId,
  device: Type.Optional(DeviceId),
  reason: oneOf(codesOf(GATE_REASONS), 'Why not. Without a device: for the recipient as a whole.'),
});
export type StoppedAtGate = Static<typeof StoppedAtGate>;

export const PushGated = hopOf(
  { of: GatedDevice, says: 'Devices that may be pushed.' },
  { of: StoppedAtGate, says: 'Devices and recipients that may not.' },
);
export type PushGated = Static<typeof PushGated>;

export const pushGated = defineTopic({
  name: 'push.gated.v1',
  writer: 'presence',
  says: 'Presence decided who may be pushed for a message.',
  schema: PushGated,
  ...HOP,
  examples: {
    usual: {
      ...EXAMPLE_HEADER,
      content: { title: 'Alice', text: 'Are you coming tonight?' },
      onward: [{ user: 'bob', device: 'bobs-phone', session: 's-1' }],
      stopped: [{ user: 'bob', device: 'bobs-laptop', reason: 'not-pushable' }],
    },
    nobody: {
      ...EXAMPLE_HEADER,
      content: {},
      onward: [],
      stopped: [{ user: 'mallory', reason: 'unknown-user' }],
    },
  },
});
