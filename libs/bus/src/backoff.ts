// How long to wait before the next try: doubling, with jitter so that pods do not come back in step.

export interface Backoff {
  firstMs: number;
  maxMs: number;
}

/** `failures` counts from 0; `random` is in [0, 1). Between half of the step and the whole step. */
export const backoffMs = ({ firstMs, maxMs }: Backoff, failures: number, random: number): number =>
  Math.min(firstMs * 2 ** Math.min(failures, 30), maxMs) * (0.5 + random / 2);
