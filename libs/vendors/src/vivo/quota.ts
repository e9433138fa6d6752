// When vivo's days and hours begin anew, in China.
import { untilMidnightInChina } from '../shared/content/china-day';

/** Operation messages may go from 07:00 to 23:00 (sheet 5). */
const SEVEN_MS = 7 * 3_600_000;

/** Ms until a spent quota is full again: the pages say "that day", and no more. */
export const untilMidnight = untilMidnightInChina;

/** Ms until the next 07:00 in China. */
export const untilSeven = (nowMs: number): number => untilMidnightInChina(nowMs - SEVEN_MS);
