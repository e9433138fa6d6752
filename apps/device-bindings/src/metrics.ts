// The metrics of device-bindings, in prom-client's default registry. Labels hold no ids of users or messages, and no tokens.
import { type BindingChanged, DEVICES_METRIC, HOP_METRIC, type PushAddressed } from '@offline-push/contracts';
import { Counter, Histogram } from 'prom-client';

const devices = new Counter(DEVICES_METRIC);

const hopDuration = new Histogram(HOP_METRIC);

const bindingChanges = new Counter({
  name: 'offline_push_binding_changes_total',
  help: 'Bindings that began, ended or were refused, by cause.',
  labelNames: ['app', 'change', 'cause'] as const,
});

const pruningStopped = new Counter({
  name: 'offline_push_token_pruning_stopped_total',
  help: 'Dead tokens of a certificate that were kept, because suddenly too many of its tokens were dead: its credential may be wrong.',
  labelNames: ['certificate'] as const,
});

const claimsForgotten = new Counter({
  name: 'offline_push_token_claims_forgotten_total',
  help: 'Claims to a token that very many sessions reported, beyond the last ones: a client with a constant token, or an attack.',
});

/** Adds decisions up before it counts them: an increment with labels costs more than a decision. */
export function countAddressed(records: readonly PushAddressed[], nowMs: number): void {
  const tally = new Map<string, { app: string; reason: string; count: number }>();
  const add = (app: string, reason: string, count: number): void => {
    const counted = tally.get(`${app}/${reason}`);
    if (counted === undefined) tally.set(`${app}/${reason}`, { app, reason, count });
    else counted.count += count;
  };
  for (const { app, onward, stopped, sentAtMs } of records) {
    if (onward.length > 0) add(app, '', onward.length);
    for (const { reason } of stopped) add(app, reason, 1);
    hopDuration.observe({ hop: 'address' }, Math.max(0, nowMs - sentAtMs) / 1000);
  }
  for (const { app, reason, count } of tally.values()) {
    devices.inc({ app, hop: 'address', result: reason === '' ? 'onward' : 'stopped', reason }, count);
  }
}

export function countChanges(changes: readonly BindingChanged[]): void {
  for (const { app, change, cause } of changes) bindingChanges.inc({ app, change, cause });
}

export const countKept = (certificateId: number, kept: number): void =>
  pruningStopped.inc({ certificate: String(certificateId) }, kept);

export const countForgottenClaims = (forgotten: number): void => claimsForgotten.inc(forgotten);
