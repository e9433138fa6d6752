// Retry-After as vendors write it, and as they should not.
import { answeredAtMs, MAX_RETRY_AFTER_MS, retryAfterMs } from './retry-after';

const NOW_MS = Date.UTC(2026, 10, 24, 10, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['zero', '0', 0],
    ['blanks around it', ' 7 ', 7_000],
    ['a date', 'Tue, 24 Nov 2026 10:00:30 GMT', 30_000],
    ['thirty years', '1000000000', MAX_RETRY_AFTER_MS],
    ['a date in 2099', 'Thu, 01 Jan 2099 00:00:00 GMT', MAX_RETRY_AFTER_MS],
    ['a date in 1999', 'Fri, 31 Dec 1999 23:59:59 GMT', undefined],
    ['a negative number', '-1', undefined],
    ['a float', '1.5', undefined],
    ['scientific notation', '1e9', undefined],
    ['an impossible date', 'Tue, 99 Nov 2026 10:00:30 GMT', undefined],
    ['a date of another format', '2026-11-24T10:00:30Z', undefined],
    ['words', 'soon', undefined],
    ['nothing', '', undefined],
    ['no header', undefined, undefined],
  ])('of %s', (_what, header, waitMs) => expect(retryAfterMs(header, NOW_MS)).toBe(waitMs));
});

describe('P8: a date to come', () => {
  it('is counted from the date of the answer: the vendor and we may differ by an hour', () => {
    const wait = 'Tue, 22 Sep 2026 12:00:30 GMT';
    expect(retryAfterMs(wait, answeredAtMs('Tue, 22 Sep 2026 12:00:00 GMT'))).toBe(30_000);
  });

  it.each([undefined, '', 'yesterday'])('is counted from now if the answer has none: %s', (date) => {
    expect(Math.abs(answeredAtMs(date) - Date.now())).toBeLessThan(1_000);
  });
});
