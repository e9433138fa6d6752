// Writes what addressing decided about a message as the text that is remembered, and reads it back. The first decision about a device
// counts: a push that Kafka delivers again goes to the same token, and a device that was stopped stays stopped. Pure.
import type { Decision } from '@offline-push/bus/decisions';
import {
  type AddressedDevice,
  messageKeyOf,
  type PushGated,
  type StoppedAtAddressing,
} from '@offline-push/contracts';

export interface Decided {
  onward: AddressedDevice[];
  stopped: StoppedAtAddressing[];
}

export interface AddressDecision extends Decision {
  devices: Decided;
}

export const decisionOf = (gated: PushGated, devices: Decided): AddressDecision => ({
  message: messageKeyOf(gated.app, gated.messageId),
  content: gated.contentHash,
  decided: JSON.stringify(devices),
  devices,
});

/** The remembered decision wins; a later portion of the message adds its devices. */
export function mergedText(kept: string, { devices }: AddressDecision): string {
  const known = JSON.parse(kept) as Decided;
  const ids = new Set([...known.onward, ...known.stopped].map(idOf));
  const isNew = (device: Device): boolean => !ids.has(idOf(device));
  const [onward, stopped] = [devices.onward.filter(isNew), devices.stopped.filter(isNew)];
  if (onward.length + stopped.length === 0) return kept;
  return JSON.stringify({
    onward: [...known.onward, ...onward],
    stopped: [...known.stopped, ...stopped],
  } satisfies Decided);
}

/** The part of the remembered decision that is about the devices of this portion. */
export function decidedFor(gated: PushGated, text: string): Decided {
  const asked = new Set(gated.onward.map(idOf));
  const isAsked = (device: Device): boolean => asked.has(idOf(device));
  const { onward, stopped } = JSON.parse(text) as Decided;
  return { onward: onward.filter(isAsked), stopped: stopped.filter(isAsked) };
}

interface Device {
  user: string;
  device: string;
}
const idOf = ({ user, device }: Device): string => `${user}\u0000${device}`;
