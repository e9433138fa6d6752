// What a rule of the gate is: one reason why a push stops, and when. Three kinds, by what they look at.
import type { GateReason, MessageSent } from '@offline-push/contracts';
import type { Policy } from '../policy';
import type { Session } from '../session';

/** Stops a message for all its recipients. */
export interface MessageRule {
  reason: GateReason;
  stops(message: MessageSent, expiresAtMs: number, nowMs: number): boolean;
}

/** Stops a message for all devices of one recipient. */
export interface RecipientRule {
  reason: GateReason;
  stops(user: string, message: MessageSent, devices: readonly Session[]): boolean;
}

/** What the rules for one device may know beside its current session. */
export interface Around {
  policy: Policy;
  nowMs: number;
  /** Is a desktop or web session of the same user online? */
  isDesktopOnline: boolean;
}

/** Stops a message for one device, by its current session. */
export interface DeviceRule {
  reason: GateReason;
  stops(session: Session, around: Around): boolean;
}

/** The reason of the first rule that stops, or undefined. */
export function firstReason<A extends unknown[]>(
  rules: readonly { reason: GateReason; stops(...about: A): boolean }[],
  ...about: A
): GateReason | undefined {
  for (const rule of rules) if (rule.stops(...about)) return rule.reason;
  return undefined;
}
