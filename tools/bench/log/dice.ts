// Chance that is the same in each run. Pure.

export interface Dice {
  /** From 0 up to and without 1. */
  next: () => number;
  below: (bound: number) => number;
  of: <T>(all: readonly T[]) => T;
}

/** Mulberry32: quick, and even enough for a mix. */
export function diceOf(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    of: (all) => all[below(all.length)] as (typeof all)[number],
  };
}
