import type { Delivery } from '@offline-push/vendors/send';
import type { Recheck } from '../ledger/claim.store';
import type { ClaimedTarget } from '../ledger/target';
import { beginOf, endsBefore } from './last-look';

const target = (targetId: string, expiresAtMs = 10_000): ClaimedTarget =>
  ({ targetId, expiresAtMs }) as ClaimedTarget;
const good: Recheck = {
  ...{ withdrawn: false, expired: false, late: false },
  ...{ may_have_rung: false, code: null, detail: null },
};
const NOBODY = (): boolean => false;

function statesOf(targets: ClaimedTarget[], change: object = {}, isDead = NOBODY): unknown {
  const checks = new Map(targets.map(({ targetId }) => [targetId, { ...good, ...change }]));
  return endsBefore(targets, { checks, nowMs: 5_000, isDead })?.map(({ settlement }) => settlement.state);
}

describe('the last look', () => {
  it('lets a call go of whose targets nothing is known', () =>
    expect(statesOf([target('a'), target('b')])).toBeUndefined());

  it('sees a life that ended since the look (V3)', () =>
    expect(statesOf([target('a', 5_000), target('b')])).toEqual(['expired', 'parked']));

  it('says "unconfirmed" of what may have rung before', () =>
    expect(statesOf([target('a', 4_999)], { may_have_rung: true })).toEqual(['unconfirmed']));

  it('leaves a target whose token died a moment ago to its next claim, with the others of its call (P17)', () => {
    const isDead = ({ targetId }: ClaimedTarget): boolean => targetId === 'a';
    const all = [target('a'), target('b')];
    const checks = new Map(all.map(({ targetId }) => [targetId, good]));
    expect(endsBefore(all, { checks, nowMs: 0, isDead })).toMatchObject([
      { target: { targetId: 'a' }, settlement: { state: 'parked', parkedFor: 'another-claim', delayMs: 0 } },
      { target: { targetId: 'b' }, settlement: { state: 'parked', takesAttemptBack: true } },
    ]);
  });
});

describe('a call begins', () => {
  const call = (...expiries: number[]) => ({
    deliveries: expiries.map((expiresAtMs) => ({ expiresAtMs }) as Delivery),
    request: {},
  });

  it('soon after the look, or not at all (P10)', () =>
    expect(beginOf(call(100_000), 40, 0)).toEqual({ withinMs: 210, lastMs: 1_460 }));

  it('never after the first of its targets has expired', () =>
    expect(beginOf(call(100_000, 1_030, 90_000), 0, 1_000)).toEqual({ withinMs: 30, lastMs: 30 }));

  it('not at all when the look is too old', () =>
    expect(beginOf(call(100_000), 9_000, 0)).toEqual({ withinMs: 0, lastMs: 0 }));
});
