// When vivo's hours begin anew, in China. A spent quota is full again at midnight: the pages say "that day", and no more.
import { untilMidnightInChina } from '../shared/content/china-day';

/** Operation messages may go from 07:00 to 23:00 (sheet 5). */
const SEVEN_MS = 7 * 3_600_000;

/** Ms until the next 07:00 in China. */
export const untilSeven = (nowMs: number): number => untilMidnightInChina(nowMs - SEVEN_MS);
