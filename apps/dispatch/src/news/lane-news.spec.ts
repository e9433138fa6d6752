import type { Verdict } from '@offline-push/vendors/send';
import { afterCall, BREAKER_FAILURES, type LaneState, leaving, OPEN } from '../lanes/lane-state';
import { laneNewsOf } from './lane-news';
import { problemOf, reasonsOf, wordOf } from './lane-words';

const down: Verdict = { kind: 'unavailable', code: 'http-503', detail: 'gone', mayHaveRung: false };
const busy: Verdict = { kind: 'throttled', code: '200002', detail: 'exceed qps limit', retryAfterMs: 5_000 };
const ok: Verdict = { kind: 'accepted' };

/** All that is said of calls at these times; a call may leave before it is answered. */
function said(calls: readonly { atMs: number; leaves?: true; verdict: Verdict }[]): unknown[] {
  let state: LaneState = OPEN;
  return calls.flatMap(({ atMs, leaves, verdict }) => {
    const steps = [
      ...(leaves ? [leaving(state)] : []),
      afterCall(leaves ? leaving(state) : state, [verdict], atMs),
    ];
    return steps.flatMap((next) => {
      const news = laneNewsOf(state, next, atMs);
      state = next;
      return news === undefined ? [] : [news];
    });
  });
}

describe('operations 2.6: a lane says in the log', () => {
  const outage = Array.from({ length: 40 }, () => ({ atMs: 1_000, verdict: down }));

  it("once that its breaker opened, with the vendor's words, however many calls fail", () => {
    expect(said(outage)).toEqual([
      { event: 'breaker-opened', pauseMs: 1_000, failures: BREAKER_FAILURES, code: 'http-503', says: 'gone' },
    ]);
  });

  it('that one delivery finds out, and that the vendor is back', () => {
    const five = outage.slice(0, BREAKER_FAILURES);
    const events = said([
      ...five,
      { atMs: 2_000, leaves: true, verdict: down },
      { atMs: 4_500, leaves: true, verdict: ok },
    ]).map((news) => (news as { event: string }).event);
    expect(events).toEqual([
      'breaker-opened',
      'breaker-half-open',
      'breaker-opened',
      'breaker-half-open',
      'breaker-closed',
    ]);
  });

  it('until when it is throttled, once, and that it is over', () => {
    const calls = Array.from({ length: 10 }, () => ({ atMs: 1_000, verdict: busy }));
    expect(said([...calls, { atMs: 6_001, verdict: ok }])).toEqual([
      { event: 'throttled', pauseMs: 5_000, code: '200002', says: 'exceed qps limit' },
      { event: 'throttle-over' },
    ]);
  });

  it('nothing about calls that succeed', () =>
    expect(said(Array.from({ length: 10 }, () => ({ atMs: 1_000, verdict: ok })))).toEqual([]));
});

describe('what a lane says to those who ask', () => {
  const copy = { certificateId: 6, vendor: 'xiaomi' };
  const credential = {
    ...{ version: 1, is: 'refused' as const, sinceMs: 0, judgedAtMs: 0, code: '21301', says: 'auth failed' },
    ...{ refusals: 1, lookedAtMs: 0, isLooking: false },
  };
  const lane = { pause: undefined };

  it('is the state of its credential before that of its vendor', () => {
    const told = { copy, credential, lane: { pause: afterCall(OPEN, [busy], 0) } };
    expect([wordOf(told), reasonsOf(told).shut]).toEqual([
      'refused',
      { code: '21301', detail: 'auth failed' },
    ]);
    expect(problemOf(told)[0]?.words).toBe(
      'lane of certificate 6 (xiaomi): credential refused since 1970-01-01T00:00:00.000Z: 21301 auth failed',
    );
  });

  it('is what it waits for', () => {
    const shut = { copy, credential: { ...credential, is: 'unopened' as const, says: 'no key k2' }, lane };
    expect([wordOf(shut), reasonsOf(shut).shut]).toEqual([
      'unopened',
      { code: 'unopened', detail: 'no key k2' },
    ]);
    expect(reasonsOf({ copy, credential: undefined, lane }).shut?.code).toBe('certificate-not-effective');
    const paused = { copy: { ...copy, pause: { because: 'a campaign' } }, credential, lane };
    expect([wordOf(paused), reasonsOf(paused).shut]).toEqual([
      'paused',
      { code: 'lane-paused', detail: 'a campaign' },
    ]);
    const good = { ...credential, is: 'good' as const };
    const throttled = { copy, credential: good, lane: { pause: afterCall(OPEN, [busy], 0) } };
    expect([wordOf(throttled), reasonsOf(throttled)]).toEqual([
      'throttled',
      { pause: { code: '200002', detail: 'exceed qps limit' } },
    ]);
    expect([wordOf({ copy, credential: good, lane }), reasonsOf({ copy, credential: good, lane })]).toEqual([
      'open',
      {},
    ]);
  });
});
