// Midnight in China is 16:00 UTC.
import { dateInChina, untilMidnightInChina } from './china-day';

describe('the day in China', () => {
  it.each([
    ['a second before midnight', Date.UTC(2026, 10, 24, 15, 59, 59), 1_000, '20261124'],
    ['at midnight', Date.UTC(2026, 10, 24, 16), 86_400_000, '20261125'],
    ['at ten in the evening', Date.UTC(2026, 10, 24, 14), 7_200_000, '20261124'],
    ['on the last evening of a year in Europe', Date.UTC(2026, 11, 31, 20), 72_000_000, '20270101'],
  ])('%s', (_when, nowMs, leftMs, date) => {
    expect(untilMidnightInChina(nowMs)).toBe(leftMs);
    expect(dateInChina(nowMs)).toBe(date);
  });
});
