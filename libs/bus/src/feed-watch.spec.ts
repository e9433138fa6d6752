import { isReached } from './feed-watch';
import type { Position, Range } from './log';

const range = (partition: number, start: bigint, end: bigint): Range => ({
  topic: 't',
  partition,
  start,
  end,
});
const position = (partition: number, offset: bigint): Position => ({ topic: 't', partition, offset });

describe('a state feed is read up to the noted ends', () => {
  it.each<[string, Range[], Position[], boolean]>([
    ['nothing was ever published', [range(0, 0n, 0n)], [], true],
    ['everything was deleted by retention before anyone read', [range(0, 9n, 9n)], [], true],
    ['the group has no commit and there is something to read', [range(0, 0n, 5n)], [], false],
    ['the commit is one short', [range(0, 0n, 5n)], [position(0, 4n)], false],
    ['the commit is at the end', [range(0, 0n, 5n)], [position(0, 5n)], true],
    ['the commit is beyond it, because more came', [range(0, 0n, 5n)], [position(0, 9n)], true],
    ['one partition is behind', [range(0, 0n, 5n), range(1, 0n, 5n)], [position(0, 5n)], false],
    ['an empty partition has no commit', [range(0, 0n, 5n), range(1, 0n, 0n)], [position(0, 5n)], true],
  ])('when %s', (_, noted, committed, reached) => {
    expect(isReached(noted, committed)).toBe(reached);
  });
});
