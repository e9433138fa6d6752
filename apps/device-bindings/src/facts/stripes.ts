// Locks are taken on stripes, not on devices and tokens themselves: a slice of any size takes a bounded number of them. Pure.

/** Enough for many pods side by side, few enough for PostgreSQL's lock table (64 per connection by default, shared). */
export const STRIPES = 128;

/** FNV-1a, 32 bits, over UTF-16 units: the same in every pod and every release, or two releases would not exclude each other. */
export function stripeOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % STRIPES;
}

/** In ascending order, each once: whoever locks in this order never waits in a circle. */
export const stripesOf = (keys: Iterable<string>): number[] =>
  [...new Set([...keys].map(stripeOf))].sort((a, b) => a - b);
