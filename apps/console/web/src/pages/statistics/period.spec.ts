import { inputOf, instantOf, offsetMinutesOf, periodOf, stepsIn } from './period';

const NOW_MS = Date.parse('2026-12-01T03:07:09Z');
const at = (text: string) => Date.parse(text);

describe('periods of the statistics', () => {
  it.each([
    ['hour', '2026-12-01T02:15Z', '2026-12-01T03:15Z'],
    ['day', '2026-11-30T04:00Z', '2026-12-01T04:00Z'],
    ['today', '2026-12-01T00:00+08:00', '2026-12-02T00:00+08:00'],
    ['week', '2026-11-25T00:00+08:00', '2026-12-02T00:00+08:00'],
    ['month', '2026-11-02T00:00+08:00', '2026-12-02T00:00+08:00'],
  ] as const)('%s ends with its last step, in the zone of the screen', (preset, from, to) => {
    expect(periodOf(preset, NOW_MS, 'Asia/Shanghai')).toEqual({ fromMs: at(from), toMs: at(to) });
  });

  it.each(['UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/St_Johns'])('%s reads what it writes', (zone) => {
    for (const ms of [at('2026-03-29T03:30Z'), at('2026-12-01T00:15Z')])
      expect(instantOf(inputOf(ms, zone), zone)).toBe(ms);
    expect(instantOf('', zone)).toBeUndefined();
  });

  it('knows how far a zone is from UTC, and its steps', () => {
    expect(offsetMinutesOf(NOW_MS, 'Asia/Kolkata')).toBe(330);
    expect(offsetMinutesOf(NOW_MS, 'America/St_Johns')).toBe(-210);
    expect(offsetMinutesOf(NOW_MS, 'UTC')).toBe(0);
    expect(stepsIn({ fromMs: 0, toMs: 3 * 3_600_000 }, 'hour')).toEqual([0, 3_600_000, 7_200_000]);
  });
});
