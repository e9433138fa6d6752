// What presence counts, in prom-client's default registry. No ids of users or messages in labels.
import { Counter, Histogram } from 'prom-client';
import type { Lists } from './gate/gate';

const messages = new Counter({
  name: 'offline_push_messages_total',
  help: 'Messages the gate decided on.',
  labelNames: ['app'] as const,
});

const devices = new Counter({
  name: 'offline_push_devices_total',
  help: 'Devices (and recipients without one) by how this hop ended for them: the ledger.',
  labelNames: ['app', 'hop', 'result', 'reason'] as const,
});

const hopDuration = new Histogram({
  name: 'offline_push_hop_duration_seconds',
  help: 'From the time of the message event until this hop announced its decision.',
  labelNames: ['hop'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
});

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
  /** Not before this time was the message decided. */
  isFirst: boolean;
  /** What it added to what was known. */
  added: Pick<Lists, 'onward' | 'stopped'>;
}

/** Counts a slice of decisions by app first: a labelled increment costs more than a decision. */
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
