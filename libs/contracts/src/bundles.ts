// Splits the rows of one message into a list for each record that is needed: a broker refuses a record that is too large, and then all its
// rows would be lost. Each row is in exactly one list, in order.

/** Well under the broker's default limit of 1 MiB, headers and key included. */
export const MAX_BUNDLE_BYTES = 800_000;
/** The contracts' limit for one list. */
const MAX_ROWS = 1_000;
/** Room for ids, times, hash, notes and the brackets of the lists. */
const HEAD_BYTES = 16_000;

export interface Frame {
  /** So few rows of this kind always fit, with any content, and are not measured. */
  fewRows: number;
  /** What each record carries besides its rows, if that may be large. */
  content?: unknown;
}

/** A row that alone is too large for a record gets its own list all the same. */
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

/** A cheap upper bound that suffices for nearly all messages: a UTF-16 unit takes at most six bytes in JSON. */
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
