// The last hour of a lane in steps: rows of pods → what is drawn. Pure.
import { type Latency, percentileOf, summed } from './latency';
import type { StepRow } from './figure.store';
import type { Step } from './tally';

export const STEP_MS = 30_000;
export const HOUR_MS = 3_600_000;

export const stepOf = (nowMs: number): number => Math.floor(nowMs / STEP_MS) * STEP_MS;

/** Undefined: nothing happened, and there is no row. */
export const stepBody = ({ answers, errors, latency }: Step): string | undefined =>
  answers === 0 && latency.size === 0
    ? undefined
    : JSON.stringify({ answers, errors, latency: [...latency] });

export interface Waited {
  readonly backlog: number;
}
export const waitedBody = (waited: Waited): string => JSON.stringify(waited);

export interface HistoryStep {
  readonly atMs: number;
  /** When the step began. Absent: nobody counted, as no pod ran. */
  readonly backlog?: number;
  readonly answersPerSecond?: number;
  readonly errorsPerSecond?: number;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
}

interface PodStep {
  answers: number;
  errors: number;
  latency: [number, number][];
}

/** Every step up to `toMs` that is over, also those without a row. */
export function historyOf(rows: readonly StepRow[], fromMs: number, toMs: number): HistoryStep[] {
  const byStep = new Map<number, StepRow[]>();
  for (const row of rows) byStep.set(row.atMs, [...(byStep.get(row.atMs) ?? []), row]);
  const steps: HistoryStep[] = [];
  for (let atMs = stepOf(fromMs); atMs + STEP_MS <= toMs; atMs += STEP_MS)
    steps.push(stepFrom(atMs, byStep.get(atMs) ?? []));
  return steps;
}

function stepFrom(atMs: number, rows: readonly StepRow[]): HistoryStep {
  const waited = rows.find(({ pod }) => pod === '');
  const pods = rows.filter(({ pod }) => pod !== '').map(({ body }) => JSON.parse(body) as PodStep);
  // Without any row no pod ran: nobody knows, which is not the same as nothing.
  if (rows.length === 0) return { atMs };
  const perSecond = (of: (pod: PodStep) => number): number =>
    Math.round((pods.reduce((sum, pod) => sum + of(pod), 0) * 100_000) / STEP_MS) / 100;
  return {
    atMs,
    ...(waited !== undefined && { backlog: (JSON.parse(waited.body) as Waited).backlog }),
    answersPerSecond: perSecond(({ answers }) => answers),
    errorsPerSecond: perSecond(({ errors }) => errors),
    ...percentiles(summed(pods.map(({ latency }): Latency => new Map(latency)))),
  };
}

function percentiles(latency: Latency): Pick<HistoryStep, 'p50Ms' | 'p95Ms'> {
  const [p50Ms, p95Ms] = [percentileOf(latency, 0.5), percentileOf(latency, 0.95)];
  return p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms };
}
