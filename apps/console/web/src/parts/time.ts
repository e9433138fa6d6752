// Instants in words. Pure: the zone, the language and the present are arguments.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `2026-11-22 23:41:07.123` in that zone. @param atMs ms since 1970. */
export function wallTime(atMs: number, zone: string): string {
  const parts = partsOf(atMs, zone);
  const ms = String(((atMs % 1000) + 1000) % 1000).padStart(3, '0');
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}:${parts['second']}.${ms}`;
}

/** ISO 8601 with the zone's offset, and the epoch: for hovering and copying. */
export const exactTime = (atMs: number, zone: string): string =>
  `${wallTime(atMs, zone).replace(' ', 'T')}${offsetOf(atMs, zone)} (${atMs})`;

/** `+08:00` */
export function offsetOf(atMs: number, zone: string): string {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(atMs)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name?.replace('GMT', '') || '+00:00';
}

/** `UTC+8`, for the header. */
export function zoneWord(atMs: number, zone: string): string {
  const [, sign = '+', hours = '0', minutes = '00'] =
    /^([+-])0?(\d+):(\d+)$/.exec(offsetOf(atMs, zone)) ?? [];
  return hours === '0' && minutes === '00'
    ? 'UTC'
    : `UTC${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}`;
}

/** Within an hour: how long ago, or in how long; undefined beyond. @param tag of the language, as `Intl` knows it. */
export function relativeTime(atMs: number, nowMs: number, tag: string): string | undefined {
  const apartMs = atMs - nowMs;
  if (Math.abs(apartMs) >= HOUR_MS) return undefined;
  const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  return Math.abs(apartMs) < MINUTE_MS
    ? words.format(Math.round(apartMs / 1000), 'second')
    : words.format(Math.round(apartMs / MINUTE_MS), 'minute');
}

/** Since the first step of a story: `+33 ms`, `+0.9 s`, `+4 min 10 s`. */
export function offsetWord(ms: number): string {
  const sign = ms < 0 ? '−' : '+';
  const size = Math.abs(ms);
  if (size < 1_000) return `${sign}${Math.round(size)} ms`;
  if (size < MINUTE_MS) return `${sign}${(size / 1000).toFixed(1)} s`;
  if (size < HOUR_MS)
    return `${sign}${Math.floor(size / MINUTE_MS)} min ${Math.round((size % MINUTE_MS) / 1000)} s`;
  return `${sign}${Math.floor(size / HOUR_MS)} h ${Math.round((size % HOUR_MS) / MINUTE_MS)} min`;
}

function partsOf(atMs: number, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
}
