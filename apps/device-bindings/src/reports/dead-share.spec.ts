// The guard against a vendor that suddenly calls every token dead.
import { DeadShare } from './dead-share';

const guard = () => new DeadShare({ share: 0.3, atLeast: 50, windowMs: 60_000 });

describe('the share of dead tokens', () => {
  it.each<[string, number, number, boolean]>([
    ['a few of many', 100, 30, false],
    ['more than a third of many', 100, 31, true],
    ['all of a few, which says nothing', 49, 49, false],
    ['all of enough', 50, 50, true],
  ])('%s', (_name, total, dead, isImplausible) => {
    const share = guard();
    share.count(1, { total, dead }, 0);
    expect(share.isImplausible(1, 0)).toBe(isImplausible);
  });

  it('adds up what comes within a minute, for each certificate by itself', () => {
    const share = guard();
    for (let second = 0; second < 50; second++) share.count(1, { total: 1, dead: 1 }, second * 1_000);
    share.count(2, { total: 49, dead: 49 }, 49_000);
    expect(share.isImplausible(1, 49_000)).toBe(true);
    expect(share.isImplausible(2, 49_000)).toBe(false);
  });

  it('forgets after a minute', () => {
    const share = guard();
    share.count(1, { total: 50, dead: 50 }, 0);
    expect(share.isImplausible(1, 59_999)).toBe(true);
    expect(share.isImplausible(1, 60_000)).toBe(false);
  });
});
