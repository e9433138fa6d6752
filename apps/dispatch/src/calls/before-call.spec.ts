import type { Recheck } from '../ledger/claim.store';
import type { ClaimedTarget } from '../ledger/target';
import { endBeforeCall, isReady } from './before-call';
import { HeldClaims } from '../lanes/held-claims.steps';

const target = { targetId: 't' } as ClaimedTarget;
const good: Recheck = {
  ...{ withdrawn: false, expired: false, late: false },
  ...{ may_have_rung: false, code: null, detail: null },
};
const ends = (check: Recheck | undefined) => endBeforeCall(target, check).map(({ settlement }) => settlement);

describe('a claim right before its call', () => {
  it('goes on if nothing happened', () => expect([isReady(good), ends(good)]).toEqual([true, []]));

  it("is another epoch's business if it is not listed", () =>
    expect([isReady(undefined), ends(undefined)]).toEqual([false, []]));

  it.each<[string, Partial<Recheck>, object]>([
    ['its session is over', { withdrawn: true, expired: true }, { state: 'withdrawn' }],
    ['its lifetime is over', { expired: true, late: true }, { state: 'expired', code: 'too-late' }],
    [
      'its lifetime is over while it was throttled',
      { expired: true, code: '200002', detail: 'exceed qps limit' },
      { state: 'expired', code: '200002', detail: 'exceed qps limit' },
    ],
    [
      'its lifetime is over after a call without a verdict',
      { expired: true, may_have_rung: true },
      { state: 'unconfirmed', code: 'no-answer' },
    ],
    [
      'its lease is too short for a call',
      { late: true },
      { state: 'parked', parkedFor: 'another-claim', delayMs: 0 },
    ],
  ])('ends uncalled if %s', (_, change, settlement) => {
    const check = { ...good, ...change };
    expect([isReady(check), ends(check)]).toEqual([
      false,
      [expect.objectContaining({ ...settlement, takesAttemptBack: true })],
    ]);
  });

  it.each([
    [900, false],
    [1_100, true],
  ])('with %i ms of its lease left begins a call of a second: %s', (leftMs, mayBegin) => {
    const terms = { leaseEndsAtMs: performance.now() + leftMs, deadlineMs: 1_000 };
    const held = new HeldClaims([target], terms, { recheck: () => Promise.resolve(new Map()) });
    expect(held.areLongEnough()).toBe(mayBegin);
  });
});
