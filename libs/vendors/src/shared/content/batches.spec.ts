// Packing under several bounds at once.
import fc from 'fast-check';
import { batches } from './batches';

describe('batches', () => {
  it.each([
    ['nothing', [], []],
    ['what fits into one', [3, 3, 4], [[3, 3, 4]]],
    ['what needs two', [6, 5], [[6], [5]]],
    ['more than three things', [1, 1, 1, 1], [[1, 1, 1], [1]]],
    ['one that is too large, alone', [1, 11, 1], [[1], [11], [1]]],
  ])('packs %s', (_what, things, packed) => {
    expect(batches(things, (size) => [1, size], [3, 10])).toEqual(packed);
  });
  it('loses nothing, keeps the order and stays within every bound', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 60 }), (things) => {
        const packed = batches(things, (size) => [1, size], [7, 20]);
        const isWithin = packed.every((batch) => batch.length <= 7 && batch.reduce((a, b) => a + b, 0) <= 20);
        return isWithin && JSON.stringify(packed.flat()) === JSON.stringify(things);
      }),
    );
  });
});
