// The metrics of presence, in prom-client's default registry. Labels hold no ids of users or messages.
import { DEVICES_METRIC, HOP_METRIC } from '@offline-push/contracts';
import { Counter, Histogram } from 'prom-client';
import type { Lists } from './gate/gate';

const messages = new Counter({
  name: 'offline_push_messages_total',
  help: 'Messages the gate decided on.',
  labelNames: ['app'] as const,
});

const devices = new Counter(DEVICES_METRIC);

const hopDuration = new Histogram(HOP_METRIC);

export const sessionsRemoved = new Counter({
  name: 'offline_push_sessions_removed_total',
  help: 'Ended or superseded sessions that were forgotten after their time.',
});

export const sessionsRefused = new Counter({
  name: 'offline_push_sessions_refused_total',
  help: 'Logins and signs of life that came for a session that had ended.',
  labelNames: ['app'] as const,
});

/** A decision as far as it is counted. */
export interface Counting {
  app: string;
  sentAtMs: number;
  /** The message was not decided before. */
  isFirst: boolean;
  /** What this decision added to the remembered one. */
  added: Pick<Lists, 'onward' | 'stopped'>;
}

/** Adds decisions up by app before it counts them: an increment with labels costs more than a decision. */
export function countDecisions(decisions: readonly Counting[], nowMs: number): void {
  const byApp = new Map<string, Tally>();
  for (const { app, sentAtMs, isFirst, added } of decisions) {
    const tally = byApp.get(app) ?? { messages: 0, onward: 0, stopped: new Map() };
    byApp.set(app, tally);
    if (isFirst) hopDuration.observe({ hop: 'gate' }, Math.max(0, nowMs - sentAtMs) / 1000);
    if (isFirst) tally.messages += 1;
    addUp(tally, added);
  }
  for (const [app, tally] of byApp) report(app, tally);
}

interface Tally {
  messages: number;
  onward: number;
  stopped: Map<string, number>;
}

function addUp(tally: Tally, { onward, stopped }: Counting['added']): void {
  tally.onward += onward.length;
  for (const { reason } of stopped) tally.stopped.set(reason, (tally.stopped.get(reason) ?? 0) + 1);
}

function report(app: string, tally: Tally): void {
  if (tally.messages > 0) messages.inc({ app }, tally.messages);
  if (tally.onward > 0) devices.inc({ app, hop: 'gate', result: 'onward', reason: '' }, tally.onward);
  for (const [reason, count] of tally.stopped)
    devices.inc({ app, hop: 'gate', result: 'stopped', reason }, count);
}
