// Removes marks of direction that have no end: they would turn all that a phone shows after them.

const OPENS_ISOLATE = /[\u2066-\u2068]/;
const OPENS_EMBEDDING = /[\u202A\u202B\u202D\u202E]/;
const ENDS_ISOLATE = '\u2069';
const ENDS_EMBEDDING = '\u202C';
const ANY_MARK = /[\u2066-\u2069\u202A-\u202E]/;

/**
 * The text without marks that lack their other half. Taken out and not completed, so that a text that was cut to a limit stays within it.
 * A text whose marks come in pairs passes as it is.
 */
export function balanced(text: string): string {
  if (!ANY_MARK.test(text)) return text;
  const lonely = lonelyMarks(text);
  return lonely.size === 0
    ? text
    : text
        .split('')
        .filter((_unit, at) => !lonely.has(at))
        .join('');
}

/** Their places. An isolate that ends also ends the embeddings begun in it (UAX #9, X6a), which then lack their own end. */
function lonelyMarks(text: string): ReadonlySet<number> {
  const lonely = new Set<number>();
  const open: { readonly at: number; readonly isIsolate: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (OPENS_ISOLATE.test(unit)) open.push({ at, isIsolate: true });
    else if (OPENS_EMBEDDING.test(unit)) open.push({ at, isIsolate: false });
    else if (unit === ENDS_EMBEDDING) {
      if (open.at(-1)?.isIsolate === false) open.pop();
      else lonely.add(at);
    } else if (unit === ENDS_ISOLATE) {
      const isolate = open.findLastIndex(({ isIsolate }) => isIsolate);
      if (isolate < 0) lonely.add(at);
      else for (const { at: inside, isIsolate } of open.splice(isolate)) if (!isIsolate) lonely.add(inside);
    }
  }
  for (const { at } of open) lonely.add(at);
  return lonely;
}
