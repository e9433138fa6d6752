import type { Probe, Verdict } from '@offline-push/vendors/send';
import {
  adopted,
  afterAnswer,
  afterProbe,
  type CredentialState,
  gateOf,
  isDue,
  isUnwritten,
  looking,
  unopened,
  untried,
  waitMs,
} from './credential-state';

const FIRST_MS = 5_000;
const accepted: Verdict = { kind: 'accepted' };
const refusal: Verdict = { kind: 'credential-broken', code: '21301', detail: 'auth failed' };
const down: Verdict = { kind: 'unavailable', code: 'deadline', mayHaveRung: true };

/** An answer that came 10 ms after its call. */
const answered = (state: CredentialState, calledAtMs: number, ...verdicts: Verdict[]): CredentialState =>
  afterAnswer(state, { verdicts, calledAtMs, nowMs: calledAtMs + 10 }, FIRST_MS);
const probed = (state: CredentialState, beganAtMs: number, probe: Probe): CredentialState =>
  afterProbe(state, { probe, beganAtMs, nowMs: beganAtMs + 10 }, FIRST_MS);
const good = answered(untried(3), 1_000, accepted);
const doubted = answered(good, 2_000, refusal);
const refused = answered(untried(3), 1_000, refusal);
const looked = looking(refused, 6_010, undefined, FIRST_MS);

describe('the credential of a lane', () => {
  it('is good once the vendor took a push, and each further one changes nothing', () => {
    expect(good).toMatchObject({ is: 'good', sinceMs: 1_000, refusals: 0 });
    expect(answered(good, 1_500, accepted)).toBe(good);
    expect(answered(good, 1_500, down)).toBe(good);
  });

  it('is let in by whoever complains about a token or a push', () => {
    for (const kind of ['token-dead', 'refused'] as const)
      expect(answered(untried(3), 1_000, { kind, code: 'x' }).is).toBe('good');
  });

  it('P12, FF 1.10: one refusal after an acceptance is looked at again by one push before the lane closes', () => {
    expect([doubted.is, gateOf(doubted), doubted.isLooking]).toEqual(['doubted', 'one', true]);
    expect(answered(doubted, 2_020, accepted)).toMatchObject({ is: 'good', sinceMs: 1_000, refusals: 0 });
    expect(answered(doubted, 2_020, refusal)).toMatchObject({ is: 'refused', sinceMs: 2_010, refusals: 1 });
  });

  it('is not refused by the answers of calls that were under way when the doubt came', () => {
    expect(answered(doubted, 2_005, refusal)).toBe(doubted);
    expect(answered(doubted, 2_005, accepted)).toBe(doubted);
  });

  it('closes the lane at a first refusal that no acceptance speaks against, and tries again', () => {
    expect(refused).toMatchObject({ is: 'refused', code: '21301', says: 'auth failed', tryAgainAtMs: 6_010 });
    expect(gateOf(refused)).toBe('shut');
    expect([isDue(refused, 6_009), isDue(refused, 6_010)]).toEqual([false, true]);
  });

  it('waits twice as long after each further refusal, ten minutes at most', () => {
    expect([1, 2, 3, 8, 1_000].map((n) => waitMs(n, FIRST_MS))).toEqual([
      5_000, 10_000, 20_000, 600_000, 600_000,
    ]);
    const again = answered(looked, 6_020, refusal);
    expect(again).toMatchObject({ refusals: 2, sinceMs: 1_010, tryAgainAtMs: 16_030, isLooking: false });
  });

  it('lets one push through when it looks, and is good when the vendor took it', () => {
    expect(gateOf(looked)).toBe('one');
    expect(answered(looked, 6_020, accepted)).toMatchObject({ is: 'good', sinceMs: 6_020, refusals: 0 });
  });

  it('is shut until the next look if the vendor says nothing about it', () => {
    const silent = answered(looked, 6_020, down);
    expect([gateOf(silent), silent.tryAgainAtMs]).toEqual(['shut', 16_010]);
  });

  it('is opened by a good probe, but the pauses go on if the next push is refused', () => {
    const opened = probed(looked, 6_020, { result: 'good' });
    expect([opened.is, gateOf(opened)]).toEqual(['good', 'open']);
    expect(answered(opened, 6_500, refusal)).toMatchObject({ is: 'refused', refusals: 2 });
    expect(answered(opened, 6_500, accepted).refusals).toBe(0);
  });

  it('is refused by a probe that says so, in its words; one that could not ask leaves it to the next look', () => {
    const says = 'Xiaomi does not know this AppSecret.';
    expect(probed(looked, 6_020, { result: 'wrong', field: '/appSecret', says })).toMatchObject({
      ...{ is: 'refused', refusals: 2, code: '21301', says },
    });
    expect(gateOf(probed(looked, 6_020, { result: 'unknown', says: '' }))).toBe('shut');
    expect(gateOf(probed(doubted, 2_020, { result: 'unknown', says: '' }))).toBe('one');
  });

  it('FF 1.11: is tried at once when a person asks for it, once, and the pauses begin anew', () => {
    const late = answered(looked, 6_020, refusal);
    expect([isDue(late, 7_000, 6_500), isDue(late, 7_000, 6_029)]).toEqual([true, false]);
    const asked = looking(late, 7_000, 6_500, FIRST_MS);
    expect(asked).toMatchObject({ refusals: 0, tryAgainAtMs: 12_000, isLooking: true });
    expect(isDue(answered(asked, 7_010, down), 7_100, 6_500)).toBe(false);
  });

  it('is asked once by a wish whose clock is a minute ahead, and goes on with its own pauses', () => {
    const wishMs = 67_000;
    const asked = looking(refused, 7_000, wishMs, FIRST_MS);
    const again = answered(asked, 7_010, refusal);
    expect([isDue(again, 8_000, wishMs), isDue(again, 13_000, wishMs)]).toEqual([false, true]);
    const byItself = looking(again, 13_000, wishMs, FIRST_MS);
    expect(isDue(answered(byItself, 13_010, refusal), 14_000, wishMs)).toBe(false);
    expect(isDue(again, 8_000, wishMs + 1)).toBe(true);
  });

  it('FF 2.2: stays shut while no key opens it, whatever the vendor said of it', () => {
    const shut = unopened(3, 'no key k2', 9_000);
    expect([gateOf(shut), answered(shut, 9_500, accepted), isDue(shut, 99_000, 50_000)]).toEqual([
      'shut',
      shut,
      false,
    ]);
  });

  describe('on another pod', () => {
    it('is what was judged last', () => {
      expect(adopted(good, refused, 0)).toBe(refused);
      expect(adopted(refused, good, 0)).toBe(refused);
      expect(adopted(refused, answered(looked, 6_020, accepted), 0).is).toBe('good');
      expect(adopted(untried(4), refused, 0)).toEqual(untried(4));
    });
    it('is asked about by one pod: the others wait as long', () => {
      const other = adopted(refused, { ...looked, isLooking: false }, 0);
      expect([other.tryAgainAtMs, isDue(other, 6_011)]).toEqual([16_010, false]);
    });
    it('may have a box that this one can open: then it is asked about once', () => {
      const row = unopened(3, 'no key k2', 9_000);
      expect(adopted(untried(3), row, 9_100)).toMatchObject({ is: 'untried', isLooking: true });
      expect(adopted(good, row, 9_100)).toBe(good);
    });
    it('is written by whoever knows it better', () => {
      expect([isUnwritten(good, undefined), isUnwritten(good, good), isUnwritten(refused, good)]).toEqual([
        true,
        false,
        true,
      ]);
      expect([isUnwritten(untried(3), undefined), isUnwritten(doubted, good)]).toEqual([false, false]);
    });
  });

  it('never stays shut for ever, whatever happens in whatever order (1,000 random histories)', () => {
    const chances = chancesFrom(20_261_130);
    for (let run = 0; run < 1_000; run++) {
      let state = untried(1);
      let nowMs = 1_000;
      for (let step = 0; step < 40; step++) {
        nowMs += Math.floor(chances() * 20_000);
        if (isDue(state, nowMs)) state = looking(state, nowMs, undefined, FIRST_MS);
        const calledAtMs = nowMs - Math.floor(chances() * 5_000);
        const verdict = [accepted, refusal, down][Math.floor(chances() * 3)]!;
        const was = state;
        if (gateOf(state) !== 'shut')
          state = afterAnswer(state, { verdicts: [verdict], calledAtMs, nowMs }, FIRST_MS);
        // Closed by nothing but a refusal, and a time to try again within ten minutes.
        if (state.is === 'refused') expect(state.tryAgainAtMs! - nowMs).toBeLessThanOrEqual(600_000);
        if (gateOf(was) !== 'shut' && gateOf(state) === 'shut') expect(verdict).not.toBe(accepted);
      }
      if (state.is === 'refused' && !state.isLooking)
        state = looking(state, state.tryAgainAtMs!, undefined, FIRST_MS);
      const nextMs = Math.max(nowMs, state.judgedAtMs, state.lookedAtMs) + 1;
      expect(gateOf(answered(state, nextMs, accepted))).toBe('open');
    }
  });
});

/** Park and Miller's: the same numbers in each run. */
function chancesFrom(seed: number): () => number {
  let last = seed;
  return () => (last = (last * 48_271) % 2_147_483_647) / 2_147_483_647;
}
