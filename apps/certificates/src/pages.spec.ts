import { cursorAfter, keyBehind, pageOf } from './pages';

describe('pages', () => {
  const ids = (rows: number[]) => pageOf(rows, 2, String);

  it.each([
    ['nothing', [], [], undefined],
    ['less than a page', [1], [1], undefined],
    ['exactly a page', [1, 2], [1, 2], undefined],
    ['more than a page', [1, 2, 3], [1, 2], '2'],
  ])('of %s', (_, rows, page, after) => {
    const got = ids(rows);
    expect(got.page).toEqual(page);
    expect(got.cursor === undefined ? undefined : keyBehind(got.cursor)).toBe(after);
  });

  it.each(['', 'AAAA', 'Mjox', `${cursorAfter('7')}A`, cursorAfter('7').slice(0, -1), '____'])(
    'have no cursor %j',
    (cursor) => {
      expect(keyBehind(cursor)).toBeUndefined();
    },
  );
});
