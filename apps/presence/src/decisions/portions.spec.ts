// A slice of group messages is worked through in portions that fit into memory.
import { portions } from './portions';

const message = (recipients: number) => ({
  event: { recipients: Array.from({ length: recipients }, (_, i) => `user-${i}`) },
});
const sizes = (cut: { event: { recipients: string[] } }[][]) =>
  cut.map((portion) => portion.map(({ event }) => event.recipients.length));

describe('a slice of messages', () => {
  it.each([
    ['stays whole when its recipients fit', [1, 2, 3], [[1, 2, 3]]],
    ['is cut, in order, where they do not', [6, 4, 1, 9, 2], [[6, 4], [1, 9], [2]]],
    ['cuts a message that alone is larger than a portion', [1, 21, 1], [[1], [10], [10], [1, 1]]],
    ['that is empty has no portions', [], []],
  ])('%s', (_, recipients, expected) =>
    expect(sizes(portions(recipients.map(message), 10))).toEqual(expected),
  );

  it('names each recipient of a cut message once, and its bad ones once', () => {
    const many = message(25);
    many.event.recipients.push('user-0');
    const parts = portions([{ ...many, badRecipients: ['x'] }], 10).flat();
    expect(parts.flatMap(({ event }) => event.recipients)).toEqual(many.event.recipients.slice(0, 25));
    expect(parts.flatMap(({ badRecipients }) => badRecipients ?? [])).toEqual(['x']);
  });
});
