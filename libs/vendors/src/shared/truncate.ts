// Cuts a text to a vendor's limit so that a person sees it was cut.
const DOTS = '...';

/** At most `limit` UTF-16 code units: what does not fit ends in three dots, and no surrogate pair is torn apart. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, Math.max(0, limit - DOTS.length));
  const isTorn = /[\uD800-\uDBFF]$/.test(cut);
  return (isTorn ? cut.slice(0, -1) : cut) + DOTS.slice(0, limit);
}
