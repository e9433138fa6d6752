// Many messages to many phones at an even rate, and what the ledger and the vendor must say about it afterwards.
import { type Outcome, pushOutcome } from '@offline-push/contracts';
import { arrivalKeyOf, arrivalsOf, type Phone, type Stage } from '@offline-push/platform';
import { until } from '@offline-push/parts';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Traffic {
  phones: Phone[];
  sent: { messageId: string; phone: Phone }[];
  done: Promise<void>;
}

const TICK_MS = 20;

/** Sends `count` messages at an even rate, in the background. A broker that dies delays them; none is given up. */
export function startTraffic(stage: Stage, phones: Phone[], count: number, perSecond: number): Traffic {
  const sent = Array.from({ length: count }, (_, n) => ({
    messageId: `flow-${n}`,
    phone: phones[n % phones.length] as Phone,
  }));
  const run = async (): Promise<void> => {
    const pending: Promise<void>[] = [];
    const startedAt = Date.now();
    for (let n = 0; n < count; ) {
      const due = Math.min(count, Math.floor(((Date.now() - startedAt) / 1_000) * perSecond));
      for (; n < due; n++) pending.push(stage.sends(sent[n]!.messageId, [sent[n]!.phone.user]));
      await sleep(TICK_MS);
    }
    await Promise.all(pending);
  };
  return { phones, sent, done: run() };
}

export interface Reconciliation {
  outcomes: number;
  lost: string[];
  changed: string[];
  notAccepted: string[];
  doubled: number;
  /** Second calls that no mark explains: must be empty. */
  unmarked: string[];
}

/** Waits until every message has its outcome, then compares the ledger with the vendor's own record. */
export async function reconcile(stage: Stage, traffic: Traffic, deadlineMs: number): Promise<Reconciliation> {
  await traffic.done;
  const wanted = new Set(traffic.sent.map(({ messageId }) => messageId));
  const ended = (): Map<string, Outcome[]> => outcomesOf(stage, wanted);
  await until(
    deadlineMs,
    'not every message has an outcome',
    () => (ended().size === wanted.size ? true : undefined),
    200,
  ).catch(() => undefined);
  const outcomes = ended();
  const arrivals = arrivalsOf(await stage.sandbox.calls());
  const found: Reconciliation = {
    outcomes: outcomes.size,
    lost: [],
    changed: [],
    notAccepted: [],
    doubled: 0,
    unmarked: [],
  };
  for (const { messageId, phone } of traffic.sent) {
    const [first, ...others] = outcomes.get(messageId) ?? [];
    const calls = arrivals.get(arrivalKeyOf(messageId, phone.token))?.length ?? 0;
    if (first === undefined || calls === 0) found.lost.push(messageId);
    if (others.some((other) => other.state !== first?.state)) found.changed.push(messageId);
    if (first?.state !== 'accepted') found.notAccepted.push(messageId);
    if (calls > 1) found.doubled += 1;
    if (calls > 1 && (first?.inDoubt ?? 0) < calls - 1) found.unmarked.push(messageId);
  }
  return found;
}

function outcomesOf(stage: Stage, wanted: ReadonlySet<string>): Map<string, Outcome[]> {
  const byMessage = new Map<string, Outcome[]>();
  for (const { messageId, outcomes } of stage.reader.seen(pushOutcome)) {
    if (wanted.has(messageId)) byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), ...outcomes]);
  }
  return byMessage;
}
