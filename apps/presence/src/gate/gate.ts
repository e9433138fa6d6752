// The gate's decision on a message: which devices of its recipients may be pushed, which may not and why, and which are judged again in a
// moment because their link has just broken. Pure; rules.ts has the reasons.
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

/** Each device of each recipient is in exactly one of three lists. A recipient without devices has one row. */
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
  /** In ms from now, until the last device on hold is judged again. */
  holdMs: number;
}

/** What the gate knows beside the message and the sessions. */
export interface Gatekeeping {
  policy: Policy;
  nowMs: number;
  /** When the gate was started for the first time ever. */
  startedAtMs: number;
}

/** A sender's time counts only if it is older than the record's by more than this: clocks of servers differ by less. */
const BELIEVED_AFTER_MS = 1_000;

/** The record's time, or the sender's if that is older. A sender's time never makes a message newer. */
export function sentOf(message: MessageSent, timestampMs: number, nowMs: number): Sent {
  const recordAtMs = recordTime(timestampMs, nowMs);
  const claimedAtMs = message.sentAtMs ?? recordAtMs;
  const isBelieved = claimedAtMs >= FIRST_TIME_MS && claimedAtMs < recordAtMs - BELIEVED_AFTER_MS;
  return { sentAtMs: isBelieved ? claimedAtMs : recordAtMs, recordAtMs };
}

export const expiryOf = (message: MessageSent, { sentAtMs }: Sent): number =>
  sentAtMs + (message.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS) * 1000;

export function gate(message: MessageSent, sent: Sent, sessions: SessionsByUser, by: Gatekeeping): Gated {
  const around: Around = { ...by, sent, expiresAtMs: expiryOf(message, sent) };
  const reason = firstReason(MESSAGE_RULES, message, around);
  const lists: Gated = { onward: [], stopped: [], held: [], holdMs: 0 };
  const isUnacknowledged = unacknowledged(message);
  for (const user of distinct(message.recipients)) {
    const devices = meant(currentSessions(sessions.of(message.app, user)), message);
    const stopReason = reason ?? firstReason(RECIPIENT_RULES, user, message, devices);
    if (stopReason !== undefined) stopAll(lists, user, devices, stopReason);
    else {
      const isEvenIfOnline = isUnacknowledged(user);
      const isDesktopOnline = hasDesktopOnline(devices, around);
      judgeEach(lists, user, devices, { ...around, isEvenIfOnline, isDesktopOnline });
    }
  }
  return lists;
}

/** A message may be for one device: the others are not part of it. */
const meant = (devices: readonly Session[], { device }: MessageSent): readonly Session[] =>
  device === undefined ? devices : devices.filter((session) => session.device === device);

const distinct = (users: readonly string[]): Iterable<string> =>
  users.length === 1 ? users : new Set(users);

/** Tells for a recipient whether the sender got no acknowledgement from its devices (`evenIfOnline`: for all, or for some users). */
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

/** Most broken links come back within seconds. A break in the future (clocks differ) counts as one now, so the grace is never longer. */
function graceLeftMs(session: Session, { policy, nowMs }: Around): number {
  if (policy.graceMs === 0) return 0;
  const brokeMs = brokeAtMs(session);
  return brokeMs === 0 ? 0 : Math.min(brokeMs, nowMs) + policy.graceMs - nowMs;
}

function hold(lists: Gated, user: string, device: string, graceMs: number): void {
  lists.held.push({ user, device });
  lists.holdMs = Math.max(lists.holdMs, graceMs);
}
