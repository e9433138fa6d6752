// The rules of the gate in the order in which they are asked: the first rule that stops gives the reason. Rules on the message come first,
// then those on the recipient, then those on the device. docs/why-no-push.md explains each reason.
import type { GateReason, MessageSent } from '@offline-push/contracts';
import type { Policy } from '../policy';
import type { Session } from '../sessions/session';
import {
  hasHad,
  isConnected,
  isDesktop,
  isInReach,
  isPushable,
  isReached,
  type Sent,
} from '../sessions/status';

/** A message sent at most so long before the gate's first start still rings. */
const BEFORE_START_MS = 600_000;

/** What the rules may know besides the thing they judge. */
export interface Around {
  policy: Policy;
  nowMs: number;
  sent: Sent;
  expiresAtMs: number;
  /** When the gate was started for the first time ever. */
  startedAtMs: number;
}

/** The same, with what is true for all devices of one recipient. */
export interface AroundDevice extends Around {
  /** The devices gave no acknowledgement, so a device that looks connected is pushed all the same. */
  isEvenIfOnline: boolean;
  /** Is a desktop or web session of the same user online? */
  isDesktopOnline: boolean;
}

/** One reason why a push stops, and when. */
interface Rule<A extends unknown[]> {
  reason: GateReason;
  stops(...about: A): boolean;
}

/** These stop a message for all its recipients. */
export const MESSAGE_RULES: readonly Rule<[message: MessageSent, around: Around]>[] = [
  { reason: 'push-disabled', stops: (message) => message.push?.enabled === false },
  { reason: 'online-only', stops: (message) => message.lifetimeSeconds === 0 },
  // Only the app can read the data of a custom message. Without a text there is nothing to show.
  {
    reason: 'no-description',
    stops: (message) => message.kind?.toLowerCase() === 'custom' && (message.push?.text ?? '').trim() === '',
  },
  { reason: 'expired', stops: (_message, { nowMs, expiresAtMs }) => nowMs >= expiresAtMs },
  { reason: 'too-old', stops: (_message, { nowMs, sent, policy }) => nowMs - sent.sentAtMs > policy.freshMs },
  {
    reason: 'before-start',
    stops: (_message, { sent, startedAtMs }) => sent.sentAtMs < startedAtMs - BEFORE_START_MS,
  },
];

/** These stop a message for all devices of one recipient. */
export const RECIPIENT_RULES: readonly Rule<
  [user: string, message: MessageSent, devices: readonly Session[]]
>[] = [
  { reason: 'own-message', stops: (user, message) => user === message.sender },
  { reason: 'unknown-user', stops: (_user, _message, devices) => devices.length === 0 },
];

/** These stop a message for one device, by its current session. */
export const DEVICE_RULES: readonly Rule<[session: Session, around: AroundDevice]>[] = [
  { reason: 'never-logged-in', stops: ({ login }) => login === 'none' },
  { reason: 'logged-out', stops: ({ login }) => login === 'logged-out' },
  { reason: 'kicked', stops: ({ login }) => login === 'kicked' },
  { reason: 'invalidated', stops: ({ login }) => login === 'invalidated' },
  { reason: 'not-pushable', stops: (session, { policy }) => !isPushable(session, policy) },
  { reason: 'out-of-reach', stops: (session, { policy, nowMs }) => !isInReach(session, policy, nowMs) },
  {
    reason: 'online',
    stops: (session, { policy, nowMs, isEvenIfOnline }) =>
      !isEvenIfOnline && isReached(session, policy, nowMs),
  },
  {
    reason: 'seen-since',
    stops: (session, { policy, sent, isEvenIfOnline }) => !isEvenIfOnline && hasHad(session, policy, sent),
  },
  {
    reason: 'desktop-online',
    stops: (_session, { policy, isDesktopOnline, isEvenIfOnline }) =>
      !isEvenIfOnline && policy.muteWhileDesktopOnline && isDesktopOnline,
  },
];

/** Reasons that do not count for a recipient with `evenIfOnline`. */
export const LIFTED: readonly GateReason[] = ['online', 'seen-since', 'desktop-online'];

/** The reason of the first rule that stops, or undefined. */
export function firstReason<A extends unknown[]>(
  rules: readonly Rule<A>[],
  ...about: A
): GateReason | undefined {
  for (const rule of rules) if (rule.stops(...about)) return rule.reason;
  return undefined;
}

/** Asked once per recipient, not once per device. */
export const hasDesktopOnline = (devices: readonly Session[], { policy, nowMs }: Around): boolean =>
  policy.muteWhileDesktopOnline &&
  devices.some(
    (session) => session.login === 'in' && isDesktop(session) && isConnected(session, policy, nowMs),
  );
