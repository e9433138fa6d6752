// The reason in the outcome of a target that expired while it waited. Pure.
import type { Reason, Reasons } from '../news/lane-words';

/** If no better reason is known: dispatch was away, or more targets waited than the vendor takes in time. */
const TOO_LATE: Reason = { code: 'too-late', detail: 'its turn did not come within its lifetime' };
/** The call was made or may have been, and its process wrote no answer. */
const NO_ANSWER: Reason = { code: 'no-answer', detail: 'the call was given up without an answer' };

/** The last verdict as the row has it. */
export interface LastVerdict {
  readonly may_have_rung: boolean;
  readonly code: string | null;
  readonly detail: string | null;
}

/** A reason that keeps the whole lane shut now goes before what the vendor said of the target earlier. */
export function waitedFor(
  { may_have_rung, code, detail }: LastVerdict,
  { shut, pause }: Reasons = {},
): Reason {
  const own = code === null ? undefined : { code, detail: detail ?? undefined };
  return may_have_rung ? (own ?? NO_ANSWER) : (shut ?? own ?? pause ?? TOO_LATE);
}
