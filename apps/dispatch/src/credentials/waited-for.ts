// The code of what a target waited for, when nothing else ended it. Pure.
import type { Reason, Reasons } from '../news/lane-words';

/** Nobody knows a better reason: dispatch was away, or more waited than the vendor takes in time. */
const TOO_LATE: Reason = { code: 'too-late', detail: 'its turn did not come within its lifetime' };
/** The call was made, or may have been, and whoever made it never wrote down an answer. */
const NO_ANSWER: Reason = { code: 'no-answer', detail: 'the call was given up without an answer' };

/** What a row says of its last verdict. */
export interface LastVerdict {
  readonly may_have_rung: boolean;
  readonly code: string | null;
  readonly detail: string | null;
}

/** What keeps the whole lane shut now says more than what the vendor said of the target some time ago. */
export function waitedFor(
  { may_have_rung, code, detail }: LastVerdict,
  { shut, pause }: Reasons = {},
): Reason {
  const own = code === null ? undefined : { code, detail: detail ?? undefined };
  return may_have_rung ? (own ?? NO_ANSWER) : (shut ?? own ?? pause ?? TOO_LATE);
}
