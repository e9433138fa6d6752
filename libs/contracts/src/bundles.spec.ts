import { bundles, MAX_BUNDLE_BYTES } from './index';

const row = (i: number, text: string) => ({ user: `${i}`, device: text });
const rows = (count: number, text: string) => Array.from({ length: count }, (_, i) => row(i, text));
const sizeOf = (list: unknown): number => Buffer.byteLength(JSON.stringify(list));

describe('P20: rows of a message', () => {
  it.each([
    ['none', [], []],
    ['a few', rows(3, 'x'), [3]],
    ['as many as a list takes', rows(1_000, 'x'), [1_000]],
    ['one more', rows(1_001, 'x'), [1_000, 1]],
  ])('%s', (_, given, sizes) => {
    expect(bundles(given, { fewRows: 50 }).map((list) => list.length)).toEqual(sizes);
  });

  it.each([
    ['letters', 'x'.repeat(2_000)],
    ['Chinese', '群'.repeat(700)],
    ['emoji', '🎉'.repeat(500)],
    ['what JSON escapes', '"\\\u0001'.repeat(500)],
  ])('of %s keep their order and fit, well filled', (_, text) => {
    const given = rows(999, text);
    const lists = bundles(given, { fewRows: 50 });
    expect(lists.flat()).toEqual(given);
    for (const list of lists) expect(sizeOf(list)).toBeLessThan(MAX_BUNDLE_BYTES);
    expect(lists.length).toBe(Math.ceil(sizeOf(given) / (MAX_BUNDLE_BYTES - 20_000)));
  });

  it('leave room for the content beside them', () => {
    const content = { text: '群'.repeat(20_000) };
    for (const list of bundles(rows(900, '群'.repeat(400)), { fewRows: 50, content }))
      expect(sizeOf({ content, list })).toBeLessThan(MAX_BUNDLE_BYTES);
  });

  it('that are too large alone go alone', () => {
    const lists = bundles([row(1, 'x'), row(2, 'x'.repeat(900_000)), row(3, 'x')], { fewRows: 1 });
    expect(lists.map((list) => list.map(({ user }) => user))).toEqual([['1'], ['2'], ['3']]);
  });
});
