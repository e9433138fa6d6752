// The hours in China at which vivo takes operation messages again. A spent quota is full again at midnight: the pages only say "that day".
import { untilMidnightInChina } from '../shared/content/china-day';

/** Operation messages may go from 07:00 to 23:00 (sheet 5). */
const SEVEN_MS = 7 * 3_600_000;

/** Ms until the next 07:00 in China. */
export const untilSeven = (nowMs: number): number => untilMidnightInChina(nowMs - SEVEN_MS);
