// The Retry-After header (RFC 9110, 10.2.3) → a wait that we are willing to obey.

/** An honest overload passes within an hour; more is taken for a mistake, and asking again once an hour hurts nobody. */
export const MAX_RETRY_AFTER_MS = 3_600_000;
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * By the clock of who says it: a date to come is counted from the date of the answer, where it has one.
 */
export const answeredAtMs = (date: string | undefined): number => {
  const saidMs = date !== undefined && HTTP_DATE.test(date) ? Date.parse(date) : NaN;
  return Number.isNaN(saidMs) ? Date.now() : saidMs;
};

/** In ms, 0 to one hour. Undefined: nothing readable was said, or a time that has passed; the caller's own backoff holds. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const value = header?.trim() ?? '';
  const waitMs = /^\d{1,15}$/.test(value)
    ? Number(value) * 1000
    : HTTP_DATE.test(value)
      ? Date.parse(value) - nowMs
      : NaN;
  return waitMs >= 0 ? Math.min(waitMs, MAX_RETRY_AFTER_MS) : undefined;
}
