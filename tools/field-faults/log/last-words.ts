// The last of what is told of a message: its call, its end and a receipt. As records of dispatch. Pure, but for the clock.
import {
  pushAttempted,
  pushIdOf,
  pushOutcome,
  pushReceipted,
  targetIdOf,
  type Topic,
} from '@offline-push/contracts';

export interface Last {
  topic: Topic;
  event: object;
}

/** Each in a conversation of its own, so that they are spread over partitions. */
export function lastWords(app: string, messageId: string): Last[] {
  const nowMs = Date.now();
  const [user, device, sentAtMs] = [`user-of-${messageId}`, `phone-of-${messageId}`, nowMs - 1_000];
  const targetId = targetIdOf(pushIdOf(app, messageId, user), device);
  const whose = { targetId, user, device };
  const by = { vendor: 'xiaomi', certificateId: 99_999 };
  const called = { ...{ app, ...by, version: 1, atMs: nowMs - 500, tookMs: 5 }, carried: 1 };
  const result = { verdict: 'accepted', end: 'accepted' };
  const ended = { state: 'accepted', attempts: 1, inDoubt: 0, endedAtMs: nowMs - 490 };
  return [
    {
      topic: pushReceipted as Topic,
      event: { app, ...by, event: 'arrived', ...whose, messageId, sentAtMs, atMs: nowMs },
    },
    {
      topic: pushOutcome as Topic,
      event: { app, messageId, conversation: messageId, sentAtMs, outcomes: [{ ...whose, ...by, ...ended }] },
    },
    {
      topic: pushAttempted as Topic,
      event: {
        ...{ ...called, lane: { state: 'open' } },
        results: [{ ...result, targets: [{ ...whose, messageId, sentAtMs, attempt: 1 }] }],
      },
    },
  ];
}
