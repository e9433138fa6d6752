// Makes a vendor's words safe for outcomes and logs.

/** So many characters are quoted, so that a detail with our advice stays within the 200 of an outcome. With longer advice it is less. */
export const MAX_QUOTE = 80;

/**
 * Longer runs of these characters may be tokens or secrets that the vendor quotes. An AppID is shorter and stays; tokens of digits have
 * 23 of them (vivo sheet, 7).
 */
const QUOTED = /[A-Za-z0-9+/=_-]{24,}|[0-9]{20,}/g;

/** At most `limit` characters, on one line, well formed, without anything that could be a token. Empty if it is not text. */
export function printable(words: unknown, limit: number): string {
  if (typeof words !== 'string') return '';
  const line = words
    .slice(0, 4 * limit)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(QUOTED, '…');
  return line.slice(0, limit).toWellFormed().trim();
}
