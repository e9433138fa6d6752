// When OPPO's day begins anew.
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** Ms until midnight in China. OPPO's pages say "daily" and no more (sheet 4, code 33). */
export const untilMidnight = (nowMs: number): number => DAY_MS - ((nowMs + CHINA_MS) % DAY_MS);
