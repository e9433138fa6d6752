import { type Ending, noticeOf } from './expiring';

const DAY_MS = 24 * 3_600_000;
const END = 1_792_592_000_000;
const ending = (more: Partial<Ending> = {}): Ending => ({
  ...{ id: 7, app: 'demo', vendor: 'apns', name: 'iPhone', state: 'enabled', version: 2, what: 'p12' },
  ...{ expiresAtMs: END, told: null },
  ...more,
});
const at = (daysBefore: number, more: Partial<Ending> = {}) =>
  noticeOf(ending(more), END - daysBefore * DAY_MS);

describe('scenario 11, feature 29: the end of a credential', () => {
  it.each([
    ['a month before', 30, 30, 30],
    ['three weeks before, if nobody looked earlier', 21.5, 30, 22],
    ['a week before', 7, 7, 7],
    ['a day before', 1, 1, 1],
    ['an hour before', 1 / 24, 1, 1],
    ['at the end', 0, 0, 0],
    ['long after', -3, 0, -3],
  ])('is told %s', (_, daysBefore, stage, daysLeft) => {
    expect(at(daysBefore)).toEqual({
      stage,
      event: {
        ...{ certificateId: 7, app: 'demo', vendor: 'apns', name: 'iPhone', version: 2, what: 'p12' },
        ...{ expiresAtMs: END, daysLeft },
      },
    });
  });

  it.each<[string, number, Partial<Ending>]>([
    ['earlier than a month before', 30.01, {}],
    ['again at the same stage', 20, { told: { expiresAtMs: END, daysLeft: 30 } }],
    ['again after it was over', -1, { told: { expiresAtMs: END, daysLeft: 0 } }],
    ['of a disabled certificate', 5, { state: 'disabled' }],
  ])('is not told %s', (_, daysBefore, more) => {
    expect(at(daysBefore, more)).toBeUndefined();
  });

  it('is told at the next stage, and of a new credential from the start', () => {
    expect(at(7, { told: { expiresAtMs: END, daysLeft: 30 } })?.stage).toBe(7);
    expect(at(25, { told: { expiresAtMs: END - 365 * DAY_MS, daysLeft: 0 } })?.stage).toBe(30);
  });
});
