// The guard against a vendor that suddenly calls every token dead.
import { after, type Answers, credible, keptOf, type Lately, NO_ANSWERS, NOTHING_LATELY } from './answers';

const LIMITS = { share: 0.3, atLeast: 50, windowMs: 60_000 };
const BEGIN_MS = 1_790_000_000_000;

const told = (lately: Lately, answers: Partial<Answers>, nowMs = BEGIN_MS): Lately =>
  after(lately, { ...NO_ANSWERS, ...answers }, nowMs, LIMITS.windowMs);
const words = (lately: Lately, limits = LIMITS) => credible(lately, limits);

describe('the share of dead tokens', () => {
  it.each<[string, number, number, boolean]>([
    ['a few of many', 100, 30, true],
    ['more than a third of many', 100, 31, false],
    ['all of a few, which says nothing', 49, 49, true],
    ['all of enough', 50, 50, false],
  ])('%s', (_name, total, dead, isBelieved) => {
    expect(words(told(NOTHING_LATELY, { accepted: total - dead, dead })).dead).toBe(isBelieved);
  });

  it('adds up what comes within a minute', () => {
    let lately = told(NOTHING_LATELY, { accepted: 1 });
    for (let second = 0; second < 49; second++) lately = told(lately, { dead: 1 }, BEGIN_MS + second * 1_000);
    expect(words(lately).dead).toBe(false);
    expect(lately.seconds).toHaveLength(49);
  });

  it('forgets after a minute what came with acceptances', () => {
    const lately = told(NOTHING_LATELY, { accepted: 1, dead: 50 });
    expect(words(told(lately, { dead: 1 }, BEGIN_MS + 59_999)).dead).toBe(false);
    expect(words(told(lately, { dead: 1 }, BEGIN_MS + 60_000)).dead).toBe(true);
  });

  it('of a certificate that no token lives under is judged at any pace, until one does', () => {
    let lately = NOTHING_LATELY;
    for (let hour = 0; hour < 49; hour++) lately = told(lately, { dead: 1 }, BEGIN_MS + hour * 3_600_000);
    expect(words(lately).dead).toBe(true);
    lately = told(lately, { dead: 1 }, BEGIN_MS + 50 * 3_600_000);
    expect(words(lately).dead).toBe(false);
    lately = told(lately, { accepted: 1 }, BEGIN_MS + 51 * 3_600_000);
    expect(words(told(lately, { dead: 1 }, BEGIN_MS + 52 * 3_600_000)).dead).toBe(true);
  });

  it('of 100 % keeps nothing', () => {
    const limits = { ...LIMITS, share: 1 };
    expect(words(told(NOTHING_LATELY, { dead: 500 }), limits).dead).toBe(true);
  });
});

describe('a bad token, where the vendor says the same of a wrong certificate', () => {
  it.each([
    ['alone says nothing about itself', 0, 1, false],
    ['among accepted ones is dead', 1, 1, true],
    ['is dead while few are bad', 10, 3, true],
    ['is not while many are bad: the environment is wrong', 10, 4, false],
    ['is dead up to one in twenty', 190, 10, true],
    ['is not beyond', 180, 11, false],
  ])('%s', (_what, accepted, doubtful, isDead) => {
    expect(words(told(NOTHING_LATELY, { accepted, doubtful })).doubtful).toBe(isDead);
  });

  it('is judged by the last minute only', () => {
    const lately = told(NOTHING_LATELY, { accepted: 1 });
    expect(words(told(lately, { doubtful: 1 }, BEGIN_MS + 59_999)).doubtful).toBe(true);
    expect(words(told(lately, { doubtful: 1 }, BEGIN_MS + 60_000)).doubtful).toBe(false);
  });

  it.each<[string, Partial<Answers>, number]>([
    ['none of one, which may be a token of the other environment', { doubtful: 1 }, 0],
    ['all of many', { doubtful: 4 }, 4],
    ['no death that is believed', { accepted: 9, dead: 3 }, 0],
    ['all of a mass', { dead: 60 }, 60],
  ])('is told to a person: %s', (_what, some, kept) => {
    const answers = { ...NO_ANSWERS, ...some };
    const lately = told(NOTHING_LATELY, answers);
    expect(keptOf(answers, lately, words(lately))).toBe(kept);
  });
});
