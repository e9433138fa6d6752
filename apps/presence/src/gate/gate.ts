// The decision: which devices of a message's recipients may be pushed, which not and why, and which are judged again in a moment because
// their link has just broken. Pure; the reasons are in rules.ts.
import { recordTime } from '@offline-push/bus';
import {
  DEFAULT_LIFETIME_SECONDS,
  type GatedDevice,
  type GateReason,
  type MessageSent,
  type StoppedAtGate,
} from '@offline-push/contracts';
import type { Policy } from '../policy';
import {
  type Around,
  type AroundDevice,
  DEVICE_RULES,
  firstReason,
  hasDesktopOnline,
  MESSAGE_RULES,
  RECIPIENT_RULES,
} from './rules';
import { currentSessions, type Session, type SessionsByUser } from '../sessions/session';
import { FIRST_TIME_MS } from '../sessions/session-fact';
import { brokeAtMs, type Sent } from '../sessions/status';

/** Each device of each recipient, in exactly one of three lists. A recipient without devices has one row. */
export interface Lists {
  onward: GatedDevice[];
  stopped: StoppedAtGate[];
  /** Judged again when the grace is over. */
  held: HeldDevice[];
}

export interface HeldDevice {
  user: string;
  device: string;
}

export interface Gated extends Lists {
  /** In ms from now, until the last of the held is to be judged again. */
  holdMs: number;
}

/** What the gate knows beside the message and the sessions. */
export interface Gatekeeping {
  policy: Policy;
  nowMs: number;
  /** When the gate was started for the first time ever. */
  startedAtMs: number;
}

/** A sender's clock may differ by so much from the broker's before it is believed. */
const BELIEVED_AFTER_MS = 1_000;

/** The record's time, unless the sender says that it sent the message earlier. Never later. */
export function sentOf(message: MessageSent, timestampMs: number, nowMs: number): Sent {
  const recordAtMs = recordTime(timestampMs, nowMs);
  const saidMs = message.sentAtMs ?? recordAtMs;
  const isBelieved = saidMs >= FIRST_TIME_MS && saidMs < recordAtMs - BELIEVED_AFTER_MS;
  return { sentAtMs: isBelieved ? saidMs : recordAtMs, recordAtMs };
}

export const expiryOf = (message: MessageSent, { sentAtMs }: Sent): number =>
  sentAtMs + (message.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS) * 1000;

export function gate(message: MessageSent, sent: Sent, sessions: SessionsByUser, by: Gatekeeping): Gated {
  const around: Around = { ...by, sent, expiresAtMs: expiryOf(message, sent) };
  const reason = firstReason(MESSAGE_RULES, message, around);
  const lists: Gated = { onward: [], stopped: [], held: [], holdMs: 0 };
  const isUnacknowledged = unacknowledged(message);
  for (const user of distinct(message.recipients)) {
    const devices = currentSessions(sessions.of(message.app, user));
    const why = reason ?? firstReason(RECIPIENT_RULES, user, message, devices);
    if (why !== undefined) stopAll(lists, user, devices, why);
    else {
      const isEvenIfOnline = isUnacknowledged(user);
      const isDesktopOnline = hasDesktopOnline(devices, around);
      judgeEach(lists, user, devices, { ...around, isEvenIfOnline, isDesktopOnline });
    }
  }
  return lists;
}

const distinct = (users: readonly string[]): Iterable<string> =>
  users.length === 1 ? users : new Set(users);

/** Did the devices of a recipient give no acknowledgement? */
export function unacknowledged({ evenIfOnline = false }: MessageSent): (user: string) => boolean {
  if (!Array.isArray(evenIfOnline)) return () => evenIfOnline === true;
  const users = new Set<string>(evenIfOnline);
  return (user) => users.has(user);
}

function stopAll(lists: Lists, user: string, devices: readonly Session[], reason: GateReason): void {
  if (devices.length === 0) lists.stopped.push({ user, reason });
  for (const { device } of devices) lists.stopped.push({ user, device, reason });
}

function judgeEach(lists: Gated, user: string, devices: readonly Session[], around: AroundDevice): void {
  for (const current of devices) {
    const { device, session } = current;
    const reason = firstReason(DEVICE_RULES, current, around);
    const graceMs = reason === undefined && !around.isEvenIfOnline ? graceLeftMs(current, around) : 0;
    if (reason !== undefined) lists.stopped.push({ user, device, reason });
    else if (graceMs > 0) hold(lists, user, device, graceMs);
    else lists.onward.push({ user, device, session });
  }
}

/** A link that breaks comes back most of the time. However clocks differ, the grace is never longer than from now. */
function graceLeftMs(session: Session, { policy, nowMs }: Around): number {
  if (policy.graceMs === 0) return 0;
  const brokeMs = brokeAtMs(session);
  return brokeMs === 0 ? 0 : Math.min(brokeMs, nowMs) + policy.graceMs - nowMs;
}

function hold(lists: Gated, user: string, device: string, graceMs: number): void {
  lists.held.push({ user, device });
  lists.holdMs = Math.max(lists.holdMs, graceMs);
}
