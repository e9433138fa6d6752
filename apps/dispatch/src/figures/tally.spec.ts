import type { Verdict } from '@offline-push/vendors/send';
import { HOUR_MS, historyOf, stepBody, STEP_MS, waitedBody } from './history';
import { percentileOf } from './latency';
import { readBack, together, written } from './pod-lane';
import { Tally } from './tally';

const accepted: Verdict = { kind: 'accepted' };
const busy: Verdict = { kind: 'throttled', code: '429', detail: 'slow down' };
const MINUTE = 60_000;

describe('what a lane counts for people', () => {
  it('is latency of the last minute and errors of the last five', () => {
    const tally = new Tally();
    tally.add([accepted, busy, busy, { kind: 'token-dead', code: 'x' }], 100, 0);
    expect(tally.errors(4 * MINUTE)).toEqual([
      { verdict: 'throttled', code: '429', says: 'slow down', count: 2 },
    ]);
    expect(percentileOf(tally.latency(30_000), 0.5)).toBeGreaterThan(85);
    expect(percentileOf(tally.latency(30_000), 0.5)).toBeLessThan(115);
    expect(percentileOf(tally.latency(2 * MINUTE), 0.5)).toBeUndefined();
    expect(tally.errors(6 * MINUTE)).toEqual([]);
  });

  it('is bounded, however many codes a vendor makes up, and however long it runs', () => {
    const tally = new Tally();
    for (let i = 0; i < 10_000; i++) tally.add([{ kind: 'refused', code: `c-${i % 1_000}` }], i, i * 100);
    const errors = tally.errors(1_000_000);
    expect(errors.length).toBeLessThanOrEqual(30 * 21);
    expect(errors.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(3_000);
    expect(errors[0]?.code).toBe('other');
  });

  it('has no latency of a login that failed', () => {
    const tally = new Tally();
    tally.add([{ kind: 'unavailable', code: 'login', mayHaveRung: false }], undefined, 0);
    expect([tally.latency(0).size, tally.errors(0)[0]?.code]).toEqual([0, 'login']);
  });

  it('comes back from a row as it was written', () => {
    const tally = new Tally();
    tally.add([busy], 40, 0);
    const lane = { state: 'open' as const, inMemory: 1, inFlight: 1, mostInFlight: 2, answersPerSecond: 0.5 };
    const whole = { ...lane, latency: tally.latency(0), errors: tally.errors(0) };
    expect(readBack(written(whole))).toEqual(whole);
    expect(together([])).toMatchObject({ state: 'not-open', pods: 0 });
  });
});

describe('the last hour of a lane', () => {
  it('has every step, says nothing of those that no pod counted, and sums up pods', () => {
    const tally = new Tally();
    tally.add(
      Array.from({ length: 60 }, () => accepted),
      100,
      0,
    );
    const body = stepBody(tally.takeStep()) ?? '';
    expect(stepBody(tally.takeStep())).toBeUndefined();
    const rows = [
      { atMs: STEP_MS, pod: 'a', body },
      { atMs: STEP_MS, pod: 'b', body },
      { atMs: STEP_MS, pod: '', body: waitedBody({ backlog: 7 }) },
      { atMs: 2 * STEP_MS, pod: '', body: waitedBody({ backlog: 0 }) },
    ];
    const steps = historyOf(rows, 0, HOUR_MS);
    expect(steps).toHaveLength(HOUR_MS / STEP_MS);
    expect(steps[0]).toEqual({ atMs: 0 });
    expect(steps[1]).toMatchObject({ backlog: 7, answersPerSecond: 4, errorsPerSecond: 0, p50Ms: 105 });
    expect(steps[2]).toEqual({ atMs: 2 * STEP_MS, backlog: 0, answersPerSecond: 0, errorsPerSecond: 0 });
  });
});
