// What a check came to, with its evidence. Pure.
import type { Remedy } from '@offline-push/contracts';

export const RESULTS = ['pass', 'fail', 'unknown'] as const;

/** Without a remedy of its own it gets that of its check. */
export interface Found {
  readonly result: (typeof RESULTS)[number];
  /** A sentence that a person can check. */
  readonly evidence: string;
  readonly remedy?: Remedy | undefined;
}

export const pass = (evidence: string): Found => ({ result: 'pass', evidence });
export const fail = (evidence: string, remedy?: Remedy): Found => ({ result: 'fail', evidence, remedy });
export const unknown = (evidence: string): Found => ({ result: 'unknown', evidence });

/** UTC. A time that no calendar has is told as a number. */
export const timeOf = (ms: number): string =>
  Math.abs(ms) <= 8_640_000_000_000_000 ? new Date(ms).toISOString() : String(ms);

export const words = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');
