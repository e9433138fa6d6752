import { arrivalIn, spanWord, type Step } from './words';

const receipt = (result: string, atMs: number): Step => ({
  ...{ stage: 'receipt', witness: 'vendor', atMs, result, means: '' },
});

describe('what was told of an arrival', () => {
  it('is the last word of it, and how long after sending the first came', () => {
    const told = arrivalIn([receipt('arrived', 1_900), receipt('clicked', 9_000)], 1_000);
    expect(told).toEqual({ event: 'clicked', afterMs: 900 });
  });

  it('counts from the first step where nobody told when it was sent', () => {
    expect(arrivalIn([receipt('arrived', 1_900)], undefined)).toEqual({ event: 'arrived', afterMs: 0 });
  });

  it('is nothing where it was not shown', () => {
    expect(arrivalIn([receipt('blocked', 5)], 1)).toBeUndefined();
    expect(arrivalIn([], 1)).toBeUndefined();
  });
});

it.each([
  [84, '84 ms'],
  [3_100, '3.1 s'],
  [250_000, '4 min 10 s'],
  [5_430_000, '1 h 30 min'],
])('%d ms are %s', (ms, word) => {
  expect(spanWord(ms)).toBe(word);
});
