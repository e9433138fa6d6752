import { exactTime, offsetWord, relativeTime, wallTime, zoneWord } from './time';

const AT = Date.parse('2026-11-22T15:41:07.123Z');

describe('instants in words', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22 23:41:07.123', 'UTC+8'],
    ['UTC', '2026-11-22 15:41:07.123', 'UTC'],
    ['Asia/Kolkata', '2026-11-22 21:11:07.123', 'UTC+5:30'],
    ['America/New_York', '2026-11-22 10:41:07.123', 'UTC-5'],
  ])('on the wall of %s', (zone, wall, word) => {
    expect(wallTime(AT, zone)).toBe(wall);
    expect(zoneWord(AT, zone)).toBe(word);
  });
  it('exactly, with the offset and the epoch', () => {
    expect(exactTime(AT, 'Asia/Shanghai')).toBe(`2026-11-22T23:41:07.123+08:00 (${AT})`);
  });
  it('by how far it is away, within an hour', () => {
    expect(relativeTime(AT, AT + 180_000, 'en')).toBe('3 min. ago');
    expect(relativeTime(AT + 5_000, AT, 'en')).toBe('in 5 sec.');
    expect(relativeTime(AT, AT + 100, 'en')).toBe('now');
    expect(relativeTime(AT, AT + 180_000, 'zh-CN')).toBe('3分钟前');
    expect(relativeTime(AT, AT + 3_600_000, 'en')).toBeUndefined();
  });
  it.each([
    [33, '+33 ms'],
    [900, '+900 ms'],
    [1_234, '+1.2 s'],
    [250_000, '+4 min 10 s'],
    [7_500_000, '+2 h 5 min'],
    [-4, '−4 ms'],
  ])('%i ms after the first step: %s', (ms, word) => {
    expect(offsetWord(ms)).toBe(word);
  });
});
