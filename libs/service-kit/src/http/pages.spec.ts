import { cursorAfter, keyBehind, pageOf } from './pages';

describe('pages', () => {
  it.each([
    ['nothing', [], [], {}],
    ['less than a page', [1], [1], {}],
    ['exactly a page', [1, 2], [1, 2], {}],
    ['more than a page', [1, 2, 3], [1, 2], { next: `/v1/apps?limit=2&cursor=${cursorAfter('2')}` }],
  ])('of %s', (_, rows, page, link) => {
    expect(pageOf<number>(rows, 2, '/v1/apps', String)).toEqual({ rows: page, link });
  });

  it('have cursors that lead back to their key', () => {
    expect(keyBehind(cursorAfter('6666'))).toBe('6666');
  });

  it.each(['', 'AAAA', 'Mjox', `${cursorAfter('7')}A`, cursorAfter('7').slice(0, -1), '____'])(
    'have no cursor %j',
    (cursor) => {
      expect(keyBehind(cursor)).toBeUndefined();
    },
  );
});
