// Adds notes to an accepted verdict: the vendor took the push after the client had left something out.
import type { Verdict } from '../../vendor';

export const noted = (verdicts: readonly Verdict[], notes: readonly string[]): readonly Verdict[] =>
  notes.length === 0
    ? verdicts
    : verdicts.map((verdict) => (verdict.kind === 'accepted' ? { ...verdict, notes } : verdict));
