// What somebody asks for → a period in whole steps of a zone's days or hours, or the fields that break a rule. Pure.
import type { Problem } from '@offline-push/contracts';
import { SLOT_MS } from './figures';

const MINUTE_MS = 60_000;
const SLOT_MINUTES = SLOT_MS / MINUTE_MS;
const DAY_MINUTES = 1_440;
const MINUTES = { hour: 60, day: DAY_MINUTES } as const;
export type Step = keyof typeof MINUTES;

/** Of the steps of an hour: more of them than fit on a page. */
const MOST_DAYS = { hour: 31, day: 400 } as const;

export interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  step?: Step | undefined;
  offsetMinutes: number;
}

export interface Period {
  fromMs: number;
  toMs: number;
  slots: readonly [from: number, to: number];
  /** 0: the whole period is one step. */
  stepMinutes: number;
  offsetMinutes: number;
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+ -]\d\d:\d\d)?)?$/;

/** Undefined: no time. A date, and a time without an offset, are of the zone. In a query "+" is read as a blank. */
export function timeIn(text: string, offsetMinutes: number): number | undefined {
  if (/^\d{9,15}$/.test(text)) return Number(text);
  const [, date, clock = '00:00', zone] = TIME.exec(text) ?? [];
  if (date === undefined) return undefined;
  const utcMs = Date.parse(`${date}T${clock}${zone?.replace(' ', '+') ?? 'Z'}`);
  // A month has no 31st everywhere, and whoever reads dates would make it the next month's first.
  const isDate = new Date(Date.parse(`${date}T00:00Z`) || 0).toISOString().startsWith(date);
  if (Number.isNaN(utcMs) || !isDate) return undefined;
  return zone === undefined ? utcMs - offsetMinutes * MINUTE_MS : utcMs;
}

export function periodOf({ from, to, step, offsetMinutes }: Asked, nowMs: number): Period | Problem[] {
  const stepMinutes = step === undefined ? 0 : MINUTES[step];
  const grain = { minutes: stepMinutes || SLOT_MINUTES, offsetMinutes };
  const wantedToMs = to === undefined ? nowMs : timeIn(to, offsetMinutes);
  const usual = (step === 'day' ? 30 : 1) * DAY_MINUTES * MINUTE_MS;
  const wantedFromMs = from === undefined ? (wantedToMs ?? nowMs) - usual : timeIn(from, offsetMinutes);
  if (wantedFromMs === undefined || wantedToMs === undefined)
    return [
      ...(wantedFromMs === undefined ? [problem('from', A_TIME)] : []),
      ...(wantedToMs === undefined ? [problem('to', A_TIME)] : []),
    ];
  if (wantedFromMs >= wantedToMs) return [problem('to', 'must be later than from')];
  const fromMs = Math.max(0, rounded(wantedFromMs, grain, Math.floor));
  const toMs = rounded(wantedToMs, grain, Math.ceil);
  const most = MOST_DAYS[step ?? 'day'];
  if (toMs - fromMs > (most + 1) * DAY_MINUTES * MINUTE_MS)
    return [problem('from', `must be at most ${most} days before to${step === 'hour' ? ', for hours' : ''}`)];
  const slots = [Math.floor(fromMs / SLOT_MS), Math.ceil(toMs / SLOT_MS)] as const;
  return { fromMs, toMs, slots, stepMinutes, offsetMinutes };
}

const A_TIME =
  'must be a date (2026-11-30), a time (2026-11-30T08:00:00Z), or milliseconds since 1970-01-01 UTC';

const problem = (field: string, rule: string): Problem => ({ pointer: `/${field}`, rule });

interface Grain {
  minutes: number;
  offsetMinutes: number;
}

function rounded(ms: number, { minutes, offsetMinutes }: Grain, to: (value: number) => number): number {
  const grainMs = minutes * MINUTE_MS;
  const offsetMs = offsetMinutes * MINUTE_MS;
  return to((ms + offsetMs) / grainMs) * grainMs - offsetMs;
}

/** The `step`s of rows count from 1970 in the zone. */
export function stepOf(
  step: number,
  { fromMs, toMs, stepMinutes, offsetMinutes }: Period,
): { fromMs: number; toMs: number } {
  if (stepMinutes === 0) return { fromMs, toMs };
  const beginsMs = (step * stepMinutes - offsetMinutes) * MINUTE_MS;
  return { fromMs: beginsMs, toMs: beginsMs + stepMinutes * MINUTE_MS };
}
