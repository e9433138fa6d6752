import type { Partition, Position, Range } from '../log';
import { FeedMarks } from './feed-marks';

const at = (partition: number): Partition => ({ topic: 't', partition });
const range = (partition: number, start: bigint, end: bigint): Range => ({ ...at(partition), start, end });
const position = (partition: number, offset: bigint): Position => ({ ...at(partition), offset });

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
  ])('when %s', (_, known, committed, isRead) => {
    const marks = new FeedMarks();
    marks.learn({ known, leaderless: [] }, committed, 100);
    expect(marks.areReadUpTo(100, ['t'])).toBe(isRead);
    expect(marks.areReadUpTo(101, ['t'])).toBe(false);
    expect(marks.wordsBehind(100, ['t']).length === 0).toBe(isRead);
  });

  it('an end counts when it is reached, also if more has come since', () => {
    const marks = new FeedMarks();
    marks.learn({ known: [range(0, 0n, 5n)], leaderless: [] }, [position(0, 1n)], 100);
    marks.learn({ known: [range(0, 0n, 50n)], leaderless: [] }, [position(0, 5n)], 200);
    expect(marks.areReadUpTo(100, ['t'])).toBe(true);
    expect(marks.areReadUpTo(101, ['t'])).toBe(false);
    expect(marks.wordsBehind(200, ['t'])).toEqual(['t/0: read 5 of 50']);
    marks.learn({ known: [range(0, 0n, 60n)], leaderless: [] }, [position(0, 55n)], 300);
    expect(marks.areReadUpTo(200, ['t'])).toBe(true);
  });

  it('a topic that was made anew is read again', () => {
    const marks = new FeedMarks();
    marks.learn({ known: [range(0, 0n, 500n)], leaderless: [] }, [position(0, 100n)], 100);
    marks.learn({ known: [range(0, 0n, 5n)], leaderless: [] }, [], 200);
    marks.learn({ known: [range(0, 0n, 5n)], leaderless: [] }, [position(0, 5n)], 300);
    expect(marks.areReadUpTo(300, ['t'])).toBe(true);
  });

  it('S6: a partition without a leader ages alone, and has a name', () => {
    const marks = new FeedMarks();
    const both = [range(0, 0n, 0n), range(1, 0n, 0n)];
    marks.learn(
      { known: [...both, { topic: 'u', partition: 0, start: 0n, end: 0n }], leaderless: [] },
      [],
      100,
    );
    marks.learn(
      { known: [range(0, 0n, 0n), { topic: 'u', partition: 0, start: 0n, end: 0n }], leaderless: [at(1)] },
      [],
      200,
    );
    expect(marks.areReadUpTo(100, ['t', 'u'])).toBe(true);
    expect(marks.areReadUpTo(200, ['t', 'u'])).toBe(false);
    expect(marks.areReadUpTo(200, ['u'])).toBe(true);
    expect(marks.wordsBehind(200, ['t', 'u'])).toEqual(['t/1 has no leader']);
  });

  it('a topic that nobody has looked at is not read', () => {
    expect(new FeedMarks().areReadUpTo(-Infinity, ['t'])).toBe(false);
  });
});
