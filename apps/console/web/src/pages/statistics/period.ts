// Periods of the page Statistics, in the zone of the screen. Pure: the zone and the present are arguments.
import { offsetOf, wallTime } from '../../parts/time';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = 15 * MINUTE_MS;

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export const PRESETS = ['hour', 'day', 'today', 'week', 'month'] as const;
export type Preset = (typeof PRESETS)[number];

/** It ends when its last step ends, so that a link to it shows the same tomorrow, and what happens now is in it. */
export function periodOf(preset: Preset, nowMs: number, zone: string): Period {
  const tomorrowMs = dayStart(dayStart(nowMs, zone) + 1.5 * DAY_MS, zone);
  if (preset === 'hour') return endingAt(Math.ceil(nowMs / QUARTER_MS) * QUARTER_MS, HOUR_MS);
  if (preset === 'day') return endingAt(Math.ceil(nowMs / HOUR_MS) * HOUR_MS, DAY_MS);
  if (preset === 'today') return { fromMs: dayStart(nowMs, zone), toMs: tomorrowMs };
  return endingAt(tomorrowMs, preset === 'week' ? 7 * DAY_MS : 30 * DAY_MS);
}

const endingAt = (toMs: number, spanMs: number): Period => ({ fromMs: toMs - spanMs, toMs });

/** Of a zone at an instant: 480 for China. */
export function offsetMinutesOf(atMs: number, zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(offsetOf(atMs, zone)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
}

const dayStart = (atMs: number, zone: string): number =>
  instantOf(`${wallTime(atMs, zone).slice(0, 10)}T00:00`, zone) ?? atMs;

/** As an input of the kind `datetime-local` has it. */
export const inputOf = (atMs: number, zone: string): string =>
  wallTime(atMs, zone).slice(0, 16).replace(' ', 'T');

/** The instant of a wall clock. Undefined: it is no time. */
export function instantOf(text: string, zone: string): number | undefined {
  const asUtcMs = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtcMs)) return undefined;
  const first = asUtcMs - offsetMinutesOf(asUtcMs, zone) * MINUTE_MS;
  return asUtcMs - offsetMinutesOf(first, zone) * MINUTE_MS;
}

/** Steps of a line over time: as many as one can tell apart. */
export const stepFor = ({ fromMs, toMs }: Period): 'hour' | 'day' =>
  toMs - fromMs <= 3 * DAY_MS ? 'hour' : 'day';

/** The beginnings of its steps. */
export function stepsIn({ fromMs, toMs }: Period, step: 'hour' | 'day'): number[] {
  const everyMs = step === 'hour' ? HOUR_MS : DAY_MS;
  return Array.from({ length: Math.ceil((toMs - fromMs) / everyMs) }, (_, at) => fromMs + at * everyMs);
}
