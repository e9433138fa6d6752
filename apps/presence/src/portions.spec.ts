// A slice of group messages is worked through in portions that fit into memory.
import { portions } from './portions';

const message = (recipients: number) => ({ event: { recipients: Array<string>(recipients).fill('bob') } });
const sizes = (cut: { event: { recipients: string[] } }[][]) =>
  cut.map((portion) => portion.map(({ event }) => event.recipients.length));

describe('a slice of messages', () => {
  it.each([
    ['stays whole when its recipients fit', [1, 2, 3], [[1, 2, 3]]],
    ['is cut, in order, where they do not', [6, 4, 1, 9, 2], [[6, 4], [1, 9], [2]]],
    ['keeps a message whole that is larger than a portion', [1, 11, 1], [[1], [11], [1]]],
    ['that is empty has no portions', [], []],
  ])('%s', (_, recipients, expected) =>
    expect(sizes(portions(recipients.map(message), 10))).toEqual(expected),
  );
});
