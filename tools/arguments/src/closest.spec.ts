import { closestTo } from './closest';

const known = ['text', 'title', 'to', 'push.title', 'evenIfOnline', 'device'];

describe('what somebody may have meant', () => {
  it.each([
    ['txet', 'text'],
    ['tilte', 'title'],
    ['Device', 'device'],
    ['devcie', 'device'],
    ['evenifonline', 'evenIfOnline'],
    ['online', 'evenIfOnline'],
    ['push.tilte', 'push.title'],
  ])('by %s is %s', (word, meant) => expect(closestTo(word, known)).toBe(meant));

  it.each(['colour', 'x', 'recipient'])('by %s is nothing', (word) =>
    expect(closestTo(word, known)).toBeUndefined(),
  );
});
