import type { Verdict } from '@offline-push/vendors/send';
import {
  afterCall,
  allowance as allowanceAt,
  BREAKER_FAILURES,
  leaving,
  type LaneState,
  OPEN,
} from './lane-state';

const ok: Verdict = { kind: 'accepted' };
const down: Verdict = { kind: 'unavailable', code: '503', mayHaveRung: false };
const busy = (retryAfterMs?: number): Verdict => ({
  kind: 'throttled',
  code: '429',
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
/** The marketing of today is used up, or one phone gets too much. */
const local: Verdict = { ...down, isLocal: true };
const alone: Verdict = { ...down, retryAlone: true };
const broken: Verdict = { kind: 'credential-broken', code: '21301' };
const allowance = (state: LaneState, nowMs: number, most: number) => allowanceAt(state, 'open', nowMs, most);
const after = (verdicts: Verdict[][], nowMs = 1_000) =>
  verdicts.reduce<LaneState>((state, call) => afterCall(state, call, nowMs), OPEN);

describe('a lane after its calls', () => {
  it('stays open while the vendor answers', () => expect(after([[ok], [down], [ok, down]])).toEqual(OPEN));

  it('obeys Retry-After', () => {
    const state = after([[busy(7_000), busy(3_000)]]);
    expect(allowance(state, 7_999, 100)).toBe(0);
    expect(allowance(state, 8_000, 100)).toBe(100);
  });

  it('is not closed by one throttled token among others', () =>
    expect(after([[ok, busy(7_000)]])).toEqual(OPEN));

  it('is not opened early by an answer that was under way when the vendor throttled', () => {
    expect(after([[busy(7_000)], [ok]]).closedUntilMs).toBe(8_000);
  });

  it('leaves a refused credential to the gate in front of it: the vendor has answered', () => {
    expect(after([[down], [broken]])).toEqual(OPEN);
    expect(after([[{ kind: 'callback-refused', code: '65038' }]])).toEqual(OPEN);
  });

  it('lets nothing through a shut gate, and one delivery through one that finds out', () => {
    expect(allowanceAt(OPEN, 'shut', 1_000, 100)).toBe(0);
    expect(allowanceAt(OPEN, 'one', 1_000, 100)).toBe(1);
    expect(allowanceAt(after([[busy(7_000)]]), 'one', 1_000, 100)).toBe(0);
  });

  it('keeps the words of the vendor for those who wait', () => {
    expect(after([[{ kind: 'throttled', code: '200002', detail: 'exceed qps limit' }]])).toMatchObject({
      code: '200002',
      says: 'exceed qps limit',
    });
    const state = after(Array.from({ length: BREAKER_FAILURES }, () => [down]));
    expect(state).toMatchObject({ reason: 'breaker', code: '503' });
    expect(afterCall(leaving(state), [ok], 2_000)).toEqual(OPEN);
  });

  it('opens its breaker after five calls in a row without an answer, probes with one delivery, and recovers', () => {
    const state = after(Array.from({ length: BREAKER_FAILURES }, () => [down]));
    expect(allowance(state, 1_000, 100)).toBe(0);
    expect(allowance(state, 2_000, 100)).toBe(1);
    expect(afterCall(state, [ok], 2_000)).toEqual(OPEN);
  });

  it('counts no answer about one class, phone or message against the vendor: chat does not wait for them', () => {
    const many = (verdict: Verdict) => Array.from({ length: 2 * BREAKER_FAILURES }, () => [verdict]);
    expect(after([...many(local), ...many(alone)])).toEqual(OPEN);
    expect(
      after([...Array.from({ length: BREAKER_FAILURES - 1 }, () => [down, local]), [local], [down]]).reason,
    ).toBe('breaker');
  });

  it('takes them for no sign of life either: they may come without a call', () => {
    const state = after(Array.from({ length: BREAKER_FAILURES }, () => [down]));
    expect(afterCall(state, [local], 2_000)).toEqual(state);
  });

  it('waits longer the longer the vendor is away, half a minute at most', () => {
    const state = after(Array.from({ length: 100 }, () => [down]));
    expect(state.closedUntilMs).toBe(31_000);
  });
});
