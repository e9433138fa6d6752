// Sends messages at their planned times, whether the platform keeps up or not: a stall must show in the latency, not hide in the load.
import { outgoing, type Publisher } from '@offline-push/bus';
import { messageSent } from '@offline-push/contracts';
import { DEMO_APP as app } from '@offline-push/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Shape } from './shapes';

const TICK_MS = 5;

export interface Sent {
  messageId: string;
  plannedAtMs: number;
  recipients: number;
  tokens: string[];
}

/** Resolves when the last message is acknowledged by the broker. */
export async function sendOpenLoop(
  publisher: Publisher,
  shape: Shape,
  seconds: number,
  run: string,
): Promise<Sent[]> {
  const startedAtMs = Date.now() + 100;
  const total = Math.round(shape.rate * seconds);
  const sent: Sent[] = [];
  const acknowledged: Promise<void>[] = [];
  while (sent.length < total) {
    const dueCount = Math.min(total, Math.floor(((Date.now() - startedAtMs) / 1_000) * shape.rate));
    const due = Array.from({ length: Math.max(0, dueCount - sent.length) }, (_, i) =>
      plan(shape, sent.length + i, startedAtMs, run),
    );
    if (due.length > 0) {
      acknowledged.push(publisher.publish(due.map(({ event }) => outgoing(messageSent, event))));
      sent.push(...due.map(({ message }) => message));
    }
    await sleep(TICK_MS);
  }
  await Promise.all(acknowledged);
  return sent;
}

function plan(shape: Shape, n: number, startedAtMs: number, run: string) {
  const messageId = `${run}-${n}`;
  const plannedAtMs = startedAtMs + Math.floor((n * 1_000) / shape.rate);
  const to = shape.recipientsOf(n);
  const event = {
    app,
    messageId,
    conversation: `c-${n % 1_000}`,
    sentAtMs: plannedAtMs,
    recipients: to.map(({ user }) => user),
    push: {
      title: 'Alice',
      text: `Message number ${n}`,
      ext: JSON.stringify({ conversation: `c-${n % 1_000}`, n }),
    },
  };
  const tokens = to.filter(({ isKilled }) => isKilled).map(({ token }) => token);
  return { event, message: { messageId, plannedAtMs, recipients: to.length, tokens } };
}
