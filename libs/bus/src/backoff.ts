// How long to wait before the next try: doubling, up to a bound.

export interface Backoff {
  firstMs: number;
  maxMs: number;
}

/** `failures` counts from 0: `firstMs`, then twice as long each time. */
export const doubledMs = ({ firstMs, maxMs }: Backoff, failures: number): number =>
  Math.min(maxMs, firstMs * 2 ** Math.max(0, Math.min(failures, 30)));

/** Minus up to half of it by chance, so that a crowd does not come back in step. `chance` is in [0, 1). */
export const backoffMs = (pause: Backoff, failures: number, chance: number): number =>
  Math.round(doubledMs(pause, failures) * (1 - chance / 2));
