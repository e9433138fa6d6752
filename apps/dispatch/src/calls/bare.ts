// Takes from a settlement the vendor's words and odd numbers. The rest can always be saved and announced. Pure.
import type { Verdict } from '@offline-push/vendors/send';
import type { Settled } from '../ledger/outcome';
import type { Settlement } from '../ledger/target';

const LONGEST_DELAY_MS = 86_400_000;
const SIMPLE_CODE = /^[\x21-\x7e]{1,100}$/;

export const bare = ({ target, settlement, attempt }: Settled): Settled => ({
  target: { ...target, notes: undefined, traceparent: undefined },
  settlement: bareSettlement(settlement),
  ...(attempt && { attempt: { call: attempt.call, verdict: bareVerdict(attempt.verdict) } }),
});

function bareVerdict(verdict: Verdict): Verdict {
  if (verdict.kind === 'accepted') return { kind: 'accepted' };
  const code = SIMPLE_CODE.test(verdict.code) ? verdict.code : 'unwritable';
  return { ...verdict, code, detail: undefined } as unknown as Verdict;
}

function bareSettlement(settlement: Settlement): Settlement {
  const { takesAttemptBack, code } = settlement;
  const kept = { takesAttemptBack, ...(code !== undefined && SIMPLE_CODE.test(code) && { code }) };
  if (settlement.state !== 'parked') return { ...kept, state: settlement.state };
  const { state, parkedFor, delayMs, mayHaveRung, alone } = settlement;
  // NaN becomes 0.
  const delay = Math.min(Math.max(delayMs || 0, 0), LONGEST_DELAY_MS);
  return { ...kept, state, parkedFor, delayMs: delay, mayHaveRung, alone };
}
