// When vivo's days and hours begin anew, in China.
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Operation messages may go from 07:00 to 23:00 (sheet 5). */
const SEVEN_MS = 7 * 3_600_000;

/** Ms until midnight in China: the pages say "that day", and no more. */
export const untilMidnight = (nowMs: number): number => DAY_MS - ((nowMs + CHINA_MS) % DAY_MS);

/** Ms until the next 07:00 in China. */
export const untilSeven = (nowMs: number): number => untilMidnight(nowMs - SEVEN_MS);
