// Turns addressed pushes into the rows to save. The first content of a message id wins, in a slice and over time. Pure.
import type { Delivered, Rejection } from '@offline-push/bus';
import { messageKeyOf, type PushAddressed } from '@offline-push/contracts';
import type { Target } from '../ledger/target';
import { notesOf } from './strange-vendors';

/** A message, saved once for all its targets. */
interface Message {
  messageKey: string;
  app: string;
  messageId: string;
  conversation: string;
  contentHash: string;
  content: string;
  expiresAtMs: number;
  sentAtMs: number;
  traceparent?: string | undefined;
  /** What was cut or repaired when the message arrived in the system. */
  notes?: readonly string[] | undefined;
}

export interface Arrivals {
  messages: Message[];
  targets: Target[];
}

export function arrivalsOf(batch: readonly Delivered<PushAddressed>[]): Arrivals {
  const messages = new Map<string, Message>();
  const targets = new Map<string, Target>();
  for (const { event, traceparent } of batch) {
    if (event.onward.length === 0) continue;
    const messageKey = messageKeyOf(event.app, event.messageId);
    const first = messages.get(messageKey);
    if (first && first.contentHash !== event.contentHash) continue;
    if (!first) messages.set(messageKey, messageOf(event, messageKey, traceparent));
    for (const { targetId, ...device } of event.onward) {
      if (!targets.has(targetId))
        targets.set(targetId, { targetId, ...device, ...sharedOf(event, messageKey, traceparent) });
    }
  }
  return { messages: [...messages.values()], targets: [...targets.values()] };
}

/** Rejects events whose message was seen before with other content. `known` has the content hash that won, by message key. */
export function conflictsOf(
  batch: readonly Delivered<PushAddressed>[],
  known: ReadonlyMap<string, string>,
): Rejection[] {
  return batch.flatMap((delivered) => {
    const { app, messageId, contentHash } = delivered.event;
    const winner = known.get(messageKeyOf(app, messageId));
    if (winner === undefined || winner === contentHash) return [];
    return [
      {
        delivered,
        reason: 'id-conflict' as const,
        detail: `content ${contentHash}, but ${winner} came first`,
      },
    ];
  });
}

const messageOf = (event: PushAddressed, messageKey: string, traceparent?: string): Message => ({
  messageKey,
  app: event.app,
  messageId: event.messageId,
  conversation: event.conversation,
  contentHash: event.contentHash,
  content: JSON.stringify(event.content),
  expiresAtMs: event.expiresAtMs,
  sentAtMs: event.sentAtMs,
  traceparent,
  notes: notesOf(event),
});

const sharedOf = (event: PushAddressed, messageKey: string, traceparent?: string) => ({
  messageKey,
  app: event.app,
  messageId: event.messageId,
  conversation: event.conversation,
  content: event.content,
  expiresAtMs: event.expiresAtMs,
  sentAtMs: event.sentAtMs,
  traceparent,
  notes: notesOf(event),
});
