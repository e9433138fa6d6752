// From what was sent and what the sandbox saw to the numbers. Pure.
import { arrivalsOf, arrivalKeyOf } from '@offline-push/platform';
import type { CallRecord } from '@offline-push/vendor-fakes';
import type { Sent } from './load';

export interface Numbers {
  messagesPerSecond: number;
  recipientsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  recipientsPerCall: number;
  /** Deliveries that no vendor call carried. */
  lost: number;
  /** Deliveries that more than one vendor call carried. */
  doubled: number;
}

export function measure(sent: readonly Sent[], calls: readonly CallRecord[]): Numbers {
  const arrivals = arrivalsOf(calls);
  const latencies: number[] = [];
  let [lost, doubled, lastAtMs] = [0, 0, 0];
  for (const { messageId, plannedAtMs, tokens } of sent) {
    for (const token of tokens) {
      const at = arrivals.get(arrivalKeyOf(messageId, token)) ?? [];
      if (at[0] === undefined) lost += 1;
      else latencies.push(at[0] - plannedAtMs);
      if (at.length > 1) doubled += 1;
      lastAtMs = Math.max(lastAtMs, at[0] ?? 0);
    }
  }
  const seconds = (lastAtMs - (sent[0]?.plannedAtMs ?? 0)) / 1_000;
  latencies.sort((a, b) => a - b);
  return {
    messagesPerSecond: Math.round(sent.length / seconds),
    recipientsPerSecond: Math.round(sent.reduce((sum, { recipients }) => sum + recipients, 0) / seconds),
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    p99Ms: quantile(latencies, 0.99),
    recipientsPerCall: round(
      calls.reduce((sum, { targets }) => sum + targets, 0) / Math.max(1, calls.length),
    ),
    lost,
    doubled,
  };
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;

const round = (value: number): number => Math.round(value * 10) / 10;
