import type { Verdict } from '@offline-push/vendors/send';
import { BROKEN_CREDENTIAL_DELAY_MS, notesOf, settle } from './settle';

const MINUTE_MS = 60_000;
const now = 1_790_000_000_000;
const moment = { nowMs: now, chance: 0 };
const claim = { attempts: 1, expiresAtMs: now + 10 * MINUTE_MS };

describe('settling a claim', () => {
  it.each<[string, Verdict, object]>([
    ['accepted', { kind: 'accepted', vendorMessageId: 'm1' }, { state: 'accepted', vendorMessageId: 'm1' }],
    [
      'token-dead',
      { kind: 'token-dead', code: 'bad', deadAtMs: 7 },
      { state: 'token-dead', code: 'bad', deadAtMs: 7 },
    ],
    ['refused', { kind: 'refused', code: '65009' }, { state: 'refused', code: '65009' }],
    [
      'throttled',
      { kind: 'throttled', code: '429' },
      { state: 'parked', parkedFor: 'throttled', delayMs: 1_000, mayHaveRung: false },
    ],
    [
      'throttled with a time',
      { kind: 'throttled', code: '429', retryAfterMs: 5_000 },
      { state: 'parked', delayMs: 5_000 },
    ],
    [
      'unavailable',
      { kind: 'unavailable', code: '503', mayHaveRung: false },
      { state: 'parked', parkedFor: 'unavailable', mayHaveRung: false },
    ],
    [
      'unanswered',
      { kind: 'unavailable', code: 'deadline', mayHaveRung: true },
      { state: 'parked', mayHaveRung: true },
    ],
    [
      'credential-broken',
      { kind: 'credential-broken', code: '21301' },
      { state: 'parked', parkedFor: 'credential-broken', delayMs: BROKEN_CREDENTIAL_DELAY_MS },
    ],
    [
      'callback-refused, at once: it goes without the address',
      { kind: 'callback-refused', code: '65038' },
      { state: 'parked', parkedFor: 'callback-refused', delayMs: 0, mayHaveRung: false },
    ],
  ])('%s', (_, verdict, settlement) => {
    expect(settle(verdict, claim, moment)).toMatchObject(settlement);
  });

  it('waits longer and longer for a vendor that refuses an address it was not given', () => {
    const again = { ...claim, attempts: 3 };
    expect(settle({ kind: 'callback-refused', code: '65038' }, again, moment)).toMatchObject({
      delayMs: 4_000,
    });
  });

  it("ends as expired, with the vendor's code, when the next attempt would come after expiry (scenario 45)", () => {
    const late = { ...claim, expiresAtMs: now + 4_000 };
    expect(settle({ kind: 'throttled', code: '429', retryAfterMs: 5_000 }, late, moment)).toMatchObject({
      state: 'expired',
      code: '429',
    });
  });

  it('ends as unconfirmed when the last call had no answer: it may have rung', () => {
    const late = { ...claim, expiresAtMs: now + 500 };
    expect(settle({ kind: 'unavailable', code: 'deadline', mayHaveRung: true }, late, moment)).toMatchObject({
      state: 'unconfirmed',
    });
  });

  it('keeps what a mended credential could still deliver until it expires', () => {
    const soon = { ...claim, expiresAtMs: now + BROKEN_CREDENTIAL_DELAY_MS / 2 };
    expect(settle({ kind: 'credential-broken', code: '21301' }, soon, moment)).toMatchObject({
      state: 'parked',
      delayMs: BROKEN_CREDENTIAL_DELAY_MS / 2,
    });
  });
});

describe('backoff', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [7, 60_000],
    [1_000, 60_000],
  ])('after attempt %i: %i ms', (attempts, delayMs) => expect(delayAfter(attempts, 0)).toBe(delayMs));

  it('is spread over its second half', () => expect(delayAfter(3, 0.999)).toBe(2_002));

  function delayAfter(attempts: number, chance: number): unknown {
    const down: Verdict = { kind: 'unavailable', code: '503', mayHaveRung: false };
    const settled = settle(down, { ...claim, attempts }, { ...moment, chance });
    return 'delayMs' in settled && settled.delayMs;
  }
});

describe('the notes of an outcome', () => {
  const picture: Verdict = { kind: 'accepted', notes: ['picture left out'] };
  it("are the plan's and, of an accepted push, the answer's", () => {
    expect(notesOf(picture, ['sound left out'])).toEqual(['sound left out', 'picture left out']);
    expect(notesOf(picture)).toEqual(['picture left out']);
    expect(notesOf({ kind: 'accepted' }, ['sound left out'])).toEqual(['sound left out']);
    expect(notesOf({ kind: 'refused', code: '1' }, ['sound left out'])).toEqual(['sound left out']);
  });
});
