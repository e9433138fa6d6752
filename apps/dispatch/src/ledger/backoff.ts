// The time between two attempts of one target. Pure.

const FIRST_MS = 1_000;
/** A dead vendor is asked about each target at most once a minute. */
const LONGEST_MS = 60_000;

/** 1 s, 2 s, 4 s … 60 s after the 1st, 2nd, 3rd attempt, minus up to half of it by chance, so that a crowd spreads. */
export function backoffMs(attempts: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, Math.min(attempts, 20) - 1));
  return Math.round(full * (1 - chance / 2));
}
