// The decision: which devices of a message's recipients may be pushed, and why not the others. Pure; each reason is a file in rules/.
import {
  contentHashOf,
  DEFAULT_LIFETIME_SECONDS,
  type GatedDevice,
  type GateReason,
  type MessageSent,
  type PushGated,
  type StoppedAtGate,
} from '@offline-push/contracts';
import { contentOf } from './content';
import type { Policy } from './policy';
import { pushRecords } from './push-records';
import { hasDesktopOnline } from './rules/desktop-online';
import { DEVICE_RULES, MESSAGE_RULES, RECIPIENT_RULES } from './rules/order';
import { firstReason } from './rules/rule';
import { currentSessions, type Session } from './session';

/** All known sessions of a user, also old ones; none for a user who was never seen. */
export interface SessionsByUser {
  of(app: string, user: string): readonly Session[];
}

/** Each device of each recipient, in exactly one of two lists. A recipient without devices has one row. */
export interface Lists {
  onward: GatedDevice[];
  stopped: StoppedAtGate[];
}

/** @param sentAtMs when the message was sent; its lifetime counts from there. */
export function gate(
  message: MessageSent,
  sentAtMs: number,
  sessions: SessionsByUser,
  policy: Policy,
  nowMs: number,
): PushGated[] {
  const expiresAtMs = sentAtMs + (message.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS) * 1000;
  const content = contentOf(message);
  const reason = firstReason(MESSAGE_RULES, message, expiresAtMs, nowMs);
  const lists: Lists = { onward: [], stopped: [] };
  for (const user of distinct(message.recipients)) {
    const devices = currentSessions(sessions.of(message.app, user));
    const why = reason ?? firstReason(RECIPIENT_RULES, user, message, devices);
    if (why !== undefined) stopAll(lists, user, devices, why);
    else judgeEach(lists, user, devices, { policy, nowMs });
  }
  const { app, messageId, conversation } = message;
  const contentHash = contentHashOf(content);
  return pushRecords({ app, messageId, conversation, contentHash, sentAtMs, expiresAtMs, content }, lists);
}

const distinct = (users: readonly string[]): Iterable<string> =>
  users.length === 1 ? users : new Set(users);

function stopAll(lists: Lists, user: string, devices: readonly Session[], reason: GateReason): void {
  if (devices.length === 0) lists.stopped.push({ user, reason });
  for (const { device } of devices) lists.stopped.push({ user, device, reason });
}

function judgeEach(
  lists: Lists,
  user: string,
  devices: readonly Session[],
  { policy, nowMs }: { policy: Policy; nowMs: number },
): void {
  const isDesktopOnline = policy.muteWhileDesktopOnline && hasDesktopOnline(devices, policy, nowMs);
  const around = { policy, nowMs, isDesktopOnline };
  for (const current of devices) {
    const { device, session } = current;
    const reason = firstReason(DEVICE_RULES, current, around);
    if (reason === undefined) lists.onward.push({ user, device, session });
    else lists.stopped.push({ user, device, reason });
  }
}
