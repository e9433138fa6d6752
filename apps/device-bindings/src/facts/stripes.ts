// Maps devices and tokens to a fixed number of lock stripes, so that a slice of any size takes a bounded number of locks. Pure.

/** Enough for many pods side by side, few enough for PostgreSQL's lock table (64 per connection by default, shared). */
export const STRIPES = 128;

/** FNV-1a, 32 bits, over UTF-16 units. It must stay the same in every release, or pods of two releases would not exclude each other. */
export function stripeOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % STRIPES;
}

/** In ascending order, each once: transactions that lock in one order cannot deadlock. */
export const stripesOf = (keys: Iterable<string>): number[] =>
  [...new Set([...keys].map(stripeOf))].sort((a, b) => a - b);
