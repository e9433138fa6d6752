// Days, in which stories are kept and forgotten. Pure.

const DAY_MS = 86_400_000;

/** Days since 1970, UTC. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
