// Rows of one message → as many lists as records are needed to carry them: a broker refuses a record that is too large, and then nobody
// hears of any row in it. Each row is in exactly one list, in order.

/** Well under the broker's default limit of 1 MiB, headers and key included. */
export const MAX_BUNDLE_BYTES = 800_000;
/** What the contracts allow in one list. */
const MAX_ROWS = 1_000;
/** Ids, times, hash and the brackets around the lists; notes of the door. */
const HEAD_BYTES = 16_000;

export interface Frame {
  /** So few rows of this kind leave enough room for any content: measuring would only cost time. */
  fewRows: number;
  /** What each record carries besides its rows, if it is much. */
  content?: unknown;
}

/** A row that alone is larger than a record still has a list of its own. */
export function bundles<Row extends object>(rows: readonly Row[], { fewRows, content }: Frame): Row[][] {
  if (rows.length === 0) return [];
  if (rows.length <= fewRows) return [[...rows]];
  const roomBytes = MAX_BUNDLE_BYTES - HEAD_BYTES - (content === undefined ? 0 : bytesOf(content));
  if (rows.length <= MAX_ROWS && fitSurely(rows, roomBytes)) return [[...rows]];
  const lists: Row[][] = [];
  let last: Row[] = [];
  let usedBytes = Infinity;
  for (const row of rows) {
    const rowBytes = bytesOf(row) + 1;
    if (usedBytes + rowBytes > roomBytes || last.length === MAX_ROWS) {
      lists.push((last = []));
      usedBytes = 0;
    }
    last.push(row);
    usedBytes += rowBytes;
  }
  return lists;
}

/** A cheap upper bound, which nearly all messages keep: a UTF-16 unit takes at most six bytes in JSON. */
function fitSurely(rows: readonly object[], roomBytes: number): boolean {
  let leftBytes = roomBytes;
  for (const row of rows) {
    for (const value of Object.values(row) as unknown[])
      leftBytes -= FIELD_BYTES + (typeof value === 'string' ? 6 * value.length : plainBytesOf(value));
    if (leftBytes < 0) return false;
  }
  return true;
}

/** Name, quotes, colon and comma of a field. */
const FIELD_BYTES = 24;
const plainBytesOf = (value: unknown): number => (typeof value === 'object' ? bytesOf(value) : 24);

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
