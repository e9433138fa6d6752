// A vendor's words → text that may stand in an outcome and in a log.

/** With a vendor's advice in front of it a detail stays within the 200 characters of an outcome. Where advice is longer, less is quoted. */
export const MAX_QUOTE = 80;

/**
 * Longer runs of these are tokens, secrets or ids of them: a vendor may quote what we sent. An AppID, shorter, may stay; tokens of digits
 * have 23 of them (vivo sheet, 7).
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
