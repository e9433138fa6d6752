// What an app is told: events of topics → events of webhooks. Pure. Ids, reasons and times; no text of a message, no token.
import { createHash } from 'node:crypto';
import {
  type PresenceChanged,
  pushIdOf,
  type PushOutcome,
  type PushReceipted,
  type OutcomeState,
} from '@offline-push/contracts';

export const EVENT_TYPES = {
  'push.sent': 'The vendor took it.',
  'push.arrived': 'It reached the phone, as far as the vendor reports that.',
  'push.clicked': 'The user opened it.',
  'push.failed':
    'It did not ring, or not for long: `reason` is how the target ended (token-dead, refused, expired, withdrawn, unconfirmed), or what the vendor reported after it took it (removed, blocked, token-dead).',
  'presence.changed': 'A device is online, offline or logged out.',
} as const;
export type EventType = keyof typeof EVENT_TYPES;

interface Common {
  /** The same for the same fact, also in another request: by it a receiver knows what it has had. */
  id: string;
  /** When it happened, in ms since 1970. */
  atMs: number;
  user: string;
  device: string;
}

interface PushEvent extends Common {
  type: Exclude<EventType, 'presence.changed'>;
  messageId: string;
  conversation?: string;
  pushId: string;
  targetId: string;
  vendor: string;
  certificateId: number;
  vendorMessageId?: string;
  /** When the message was sent. */
  sentAtMs?: number;
  reason?: string;
  /** The vendor's code, or our own check's. */
  code?: string;
}

interface PresenceEvent extends Common {
  type: 'presence.changed';
  session: string;
  status: string;
  phase: string;
}

export type HookEvent = PushEvent | PresenceEvent;

/** Of a push its message counts: what a vendor reports later of an old one is as old. */
export const isOfBefore = (event: HookEvent, untilMs: number): boolean =>
  ((event.type === 'presence.changed' ? undefined : event.sentAtMs) ?? event.atMs) <= untilMs;

/** Without those of a user that are of before an erasure. */
export const withoutUser = (events: readonly HookEvent[], user: string, untilMs: number): HookEvent[] =>
  events.filter((event) => event.user !== user || !isOfBefore(event, untilMs));

export function ofOutcome({ app, messageId, conversation, sentAtMs, outcomes }: PushOutcome): HookEvent[] {
  return outcomes.map((outcome) => {
    const { targetId, user, device, vendor, certificateId, state, code, vendorMessageId, endedAtMs } =
      outcome;
    const type = state === 'accepted' ? 'push.sent' : 'push.failed';
    return {
      ...{ id: idOf(app, type, targetId, state), type, atMs: endedAtMs, messageId, conversation },
      ...{ pushId: pushIdOf(app, messageId, user), targetId, user, device, vendor, certificateId },
      ...(vendorMessageId !== undefined && { vendorMessageId }),
      ...(sentAtMs !== undefined && { sentAtMs }),
      ...(state !== 'accepted' && { reason: state satisfies OutcomeState, ...(code && { code }) }),
    };
  });
}

/** Of a push that the vendor does not name, there is nobody to tell of. */
export function ofReceipt(receipt: PushReceipted): HookEvent[] {
  const { app, event, vendor, certificateId, targetId, messageId, user, device, sentAtMs, code, atMs } =
    receipt;
  if (targetId === undefined || messageId === undefined || user === undefined || device === undefined)
    return [];
  const type = event === 'arrived' || event === 'clicked' ? (`push.${event}` as const) : 'push.failed';
  const { vendorMessageId } = receipt;
  return [
    {
      ...{ id: idOf(app, type, targetId, event), type, atMs, messageId },
      ...{ pushId: pushIdOf(app, messageId, user), targetId, user, device, vendor, certificateId },
      ...(vendorMessageId !== undefined && { vendorMessageId }),
      ...(sentAtMs !== undefined && { sentAtMs }),
      ...(type === 'push.failed' && { reason: event, ...(code && { code }) }),
    },
  ];
}

/** What was refused changed nothing. */
export function ofPresence(changed: PresenceChanged): HookEvent[] {
  const { app, user, device, session, status, phase, atMs, refused } = changed;
  if (refused !== undefined) return [];
  const type = 'presence.changed';
  const id = idOf(app, type, user, device, session, status, phase, String(atMs));
  return [{ id, type, atMs, user, device, session, status, phase }];
}

const idOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
