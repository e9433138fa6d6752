// What verdicts of all vendors say beside their kind: a code with words for people, and for how long it holds.
import type { Verdict } from '../../vendor';

export interface What {
  readonly code: string;
  readonly detail?: string;
}

/** Our advice, then the vendor's own words; either may be missing. `vendor`: as it is called by people. */
export function whatOf(code: string, advice: string | undefined, said: string, vendor: string): What {
  const detail = [advice, said].filter(Boolean).join(` ${vendor} says: `);
  return { code, ...(detail && { detail }) };
}

/** A wait that the answer's header names counts before ours. */
export const withWait = (
  verdict: Verdict,
  { retryAfterMs }: { readonly retryAfterMs?: number | undefined },
): Verdict =>
  retryAfterMs !== undefined && (verdict.kind === 'throttled' || verdict.kind === 'unavailable')
    ? { ...verdict, retryAfterMs }
    : verdict;

/** `throttled` closes the lane. What the certificate seldom sends must not: its quota is not that of the others. */
export const closed = (what: What, isUsual: boolean, retryAfterMs: number): Verdict =>
  isUsual
    ? { kind: 'throttled', ...what, retryAfterMs }
    : { kind: 'unavailable', ...what, retryAfterMs, mayHaveRung: false, isLocal: true };
