import { replayLines } from './lines';
import { questionOf } from './question';

describe('npm run dead-letters: the command line', () => {
  it.each([
    ['groups', { command: 'groups' }],
    ['show abc', { command: 'show', id: 'abc' }],
    ['show -Xabcdefghijklmnopqrs-', { command: 'show', id: '-Xabcdefghijklmnopqrs-' }],
    ['show --id -Xabcdefghijklmnopqrs-', { command: 'show', id: '-Xabcdefghijklmnopqrs-' }],
    [
      'replay --id --abcdefghijklmnopqrst,b --yes',
      { command: 'replay', meant: { ids: ['--abcdefghijklmnopqrst', 'b'] }, isDry: false },
    ],
    ['show --id abc', { command: 'show', id: 'abc' }],
    ['list --reason id-conflict --limit 5', { command: 'list', meant: { reason: 'id-conflict' }, limit: 5 }],
    ['replay --id a,b --id c', { command: 'replay', meant: { ids: ['a', 'b', 'c'] }, isDry: true }],
    ['replay --all --yes', { command: 'replay', meant: { all: true }, isDry: false }],
    [
      'discard --topic t.v1 --because test',
      { command: 'discard', meant: { topic: 't.v1' }, because: 'test' },
    ],
  ])('%s', (line, question) => expect(questionOf(line.split(' '))).toEqual(question));

  it.each([
    ['', 'what is to be done?'],
    ['resend', 'is none of list, groups'],
    ['replay', 'or --all for all of them'],
    ['replay --yes', 'or --all for all of them'],
    ['replay --all --reason id-conflict', 'in place of what narrows'],
    ['discard --all', '--because'],
    ['show', 'needs the id'],
    ['list --limit 0', '1 to 200'],
    ['replay --raeson x', '--reason'],
  ])('%s is refused', (line, words) =>
    expect(() => questionOf(line.split(' ').filter(Boolean))).toThrow(words),
  );
});

describe('what a replay comes to', () => {
  it('says how many are expired, what stays and why, and that nothing was done', () => {
    const lines = replayLines({ found: 4, published: 3, expired: 1, left: { 'without-bytes': 1 } }, true);
    expect(lines[0]).toBe(
      '4 letters found, 3 records would be published; of them 1 is expired, which the gate would stop.',
    );
    expect(lines[1]).toMatch(/^1 stays: without-bytes\. Its value is not there/);
    expect(lines.at(-1)).toContain('--yes');
    expect(replayLines({ found: 1, published: 1, expired: 0, left: {} }, false)).toEqual([
      '1 letter found, 1 record published.',
    ]);
  });
});
