import { Pace } from './pace';

describe('the pace of a lane', () => {
  it('is that of the last minute', () => {
    const pace = new Pace();
    pace.add(60, 500);
    pace.add(60, 1_500);
    expect(pace.perSecond(1_500)).toBe(2);
    expect(pace.perSecond(59_999)).toBe(2);
    expect(pace.perSecond(60_000)).toBe(1);
    expect(pace.perSecond(61_000)).toBe(0);
  });

  it('forgets what is older than a minute, also after a long silence', () => {
    const pace = new Pace();
    for (let second = 0; second < 60; second++) pace.add(1, second * 1_000);
    pace.add(6, 3_600_000);
    expect(pace.perSecond(3_600_000)).toBe(0.1);
  });
});
