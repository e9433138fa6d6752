// A hold is a row with the devices of one message whose link broke a moment ago. This file makes the row and judges its devices. Pure.
import { contentHashOf } from '@offline-push/contracts';
import { gate, type Gated, type Gatekeeping, type HeldDevice, type Lists } from '../gate/gate';
import type { SessionsByUser } from '../sessions/session';
import { type Arrived, type Judged, judgedAs } from '../decisions/judged';

export interface HoldRow {
  /** Computed from the message and its devices, so that a message that Kafka delivers again makes no second hold. */
  id: string;
  message: string;
}

interface Held {
  arrived: Arrived;
  devices: HeldDevice[];
}

export function holdOf({ arrived, gated, message }: Judged): HoldRow {
  const devices = gated.held;
  const recipients = [...new Set(devices.map(({ user }) => user))];
  const { event, sent, traceparent, notes } = arrived;
  // `badRecipients` are left out: they are decided already.
  const held: Held = { arrived: { event: { ...event, recipients }, sent, traceparent, notes }, devices };
  return { id: `${message}.${contentHashOf(devices)}`, message: JSON.stringify(held) };
}

export const heldIn = (row: HoldRow): Held => JSON.parse(row.message) as Held;

/** Judges the devices of the hold as they are now, and no others. None is put on hold again. */
export function judgeHeld({ arrived, devices }: Held, sessions: SessionsByUser, by: Gatekeeping): Judged {
  const withoutGrace = { ...by, policy: { ...by.policy, graceMs: 0 } };
  const now = gate(arrived.event, arrived.sent, sessions, withoutGrace);
  const asked = new Set(devices.map(nameOf));
  const gated: Gated = {
    onward: now.onward.filter((it) => asked.has(nameOf(it))),
    stopped: now.stopped.filter(
      ({ user, device }) => device !== undefined && asked.has(nameOf({ user, device })),
    ),
    ...{ held: [], holdMs: 0 },
  };
  stopRemoved(gated, devices);
  return judgedAs(arrived, gated, (row) => asked.has(nameOf(row)));
}

/** A device whose session was removed in the meantime is stopped as `unknown-user`, so that it ends in the ledger too. */
function stopRemoved(lists: Lists, devices: readonly HeldDevice[]): void {
  const judged = new Set([...lists.onward, ...lists.stopped].map(nameOf));
  for (const device of devices)
    if (!judged.has(nameOf(device))) lists.stopped.push({ ...device, reason: 'unknown-user' });
}

const nameOf = ({ user, device = '' }: { user: string; device?: string }): string => `${user}\t${device}`;
