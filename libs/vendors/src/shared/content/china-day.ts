// The day in China (UTC+8, no summer time), where vendors' quotas begin anew.
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** Ms until the next midnight in China, 1 to 86,400,000. */
export const untilMidnightInChina = (nowMs: number): number => DAY_MS - ((nowMs + CHINA_MS) % DAY_MS);

/** The date in China as "20261124". */
export const dateInChina = (nowMs: number): string =>
  new Date(nowMs + CHINA_MS).toISOString().slice(0, 10).replaceAll('-', '');
