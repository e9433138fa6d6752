// Cuts a text between grapheme clusters, so that no emoji, flag or accent is torn apart.

const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** So much behind the limit is looked at to find the cluster there. The whole text may be a thousand times longer. */
const AHEAD = 256;

/** At most `limit` UTF-16 code units. A cluster longer than the limit is cut between two code points. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const startsAt = CLUSTERS.segment(text.slice(0, limit + AHEAD)).containing(limit)?.index ?? 0;
  if (startsAt > 0) return text.slice(0, startsAt);
  const isTorn = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return text.slice(0, isTorn ? limit - 1 : limit);
}
