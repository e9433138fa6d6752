// Pages of lists: in a stable order, at most 200 rows, with a cursor for the next page.
import { HttpProblem } from './problem';
import { type Static, Type } from '@sinclair/typebox';

const MAX_PAGE = 200;

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_PAGE,
        default: 50,
        description: 'Rows of a page, 1 to 200. Absent: 50.',
      }),
    ),
    cursor: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]{1,700}$',
        maxLength: 700,
        description:
          'Stands in `next`, which is path and query of the page behind: follow `next` as it is. Opaque: its form may change.',
      }),
    ),
  },
  { additionalProperties: false },
);

export type PageQuery = Static<typeof PageQuery>;

export const limitOf = ({ limit }: PageQuery): number => limit ?? 50;

/** The cursor of the next page, made of the key of the last row. */
export const cursorAfter = (key: string): string => Buffer.from(`1:${key}`).toString('base64url');

/** The key in a cursor; undefined if the cursor is not one of ours. */
export function keyBehind(cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  return text.length > 2 && text.startsWith('1:') && cursorAfter(text.slice(2)) === cursor
    ? text.slice(2)
    : undefined;
}

/** An id as a part of a path. One that is "." or ".." would change the path. */
export const inPath = (id: string): string =>
  /^\.{1,2}$/.test(id) ? id.replaceAll('.', '%2e') : encodeURIComponent(id);

export interface Page<Row> {
  rows: readonly Row[];
  /** `next` is path and query of the next page; absent on the last page. */
  link: { next?: string };
}

/** `rows` has one row more than the limit if the list goes on. `path` may have a query. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  path: string,
  keyOf: (row: Row) => string,
): Page<Row> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const goesOn = rows.length > limit && last !== undefined;
  if (!goesOn) return { rows: page, link: {} };
  return { rows: page, link: { next: pageAfter(path, limit, keyOf(last)) } };
}

/** Path and query of the page behind a key. */
export const pageAfter = (path: string, limit: number, key: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}limit=${limit}&cursor=${cursorAfter(key)}`;

/** The key in the cursor of a query. */
export function keyOfCursor(cursor: string | undefined, isKey: Pick<RegExp, 'test'>): string | undefined {
  if (cursor === undefined) return undefined;
  const key = keyBehind(cursor);
  if (key !== undefined && isKey.test(key)) return key;
  const rule = 'must be a cursor from `next` of an earlier page';
  throw new HttpProblem(400, 'invalid-query', 'The query breaks 1 rule(s).', [{ pointer: '/cursor', rule }]);
}
