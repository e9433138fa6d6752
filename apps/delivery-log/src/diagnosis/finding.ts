// What a check came to, with its evidence. Pure.
import { type Advice, joined, type Text } from '@offline-push/contracts';

export const RESULTS = ['pass', 'fail', 'unknown'] as const;

/** Without a remedy of its own it gets that of its check. */
export interface Found {
  readonly result: (typeof RESULTS)[number];
  /** Sentences that a person can check. */
  readonly evidence: Text;
  readonly remedy?: Advice | undefined;
}

export const pass = (evidence: Text): Found => ({ result: 'pass', evidence });
export const fail = (evidence: Text, remedy?: Advice): Found => ({ result: 'fail', evidence, remedy });
export const unknown = (evidence: Text): Found => ({ result: 'unknown', evidence });

/** UTC. A time that no calendar has is told as a number. */
export const timeOf = (ms: number): string =>
  Math.abs(ms) <= 8_640_000_000_000_000 ? new Date(ms).toISOString() : String(ms);

/** Words of ours in each language, and words of others as they are. */
export const words = joined;
