// Codes of our own in `push.outcome.v1` and `push.attempted.v1`. They are the same for all vendors; all other codes are the vendor's.
import { CODES_OF_CALLS } from './codes-of-calls';
import { CODES_OF_CONTENTS } from './codes-of-contents';
import { CODES_OF_WAITING } from './codes-of-waiting';
import type { Reason } from '../reason';
import { type Remedy, remediesIn } from '../remedies';

export const CODES = { ...CODES_OF_CONTENTS, ...CODES_OF_WAITING, ...CODES_OF_CALLS } as const;
export const CODE_REMEDIES = remediesIn(CODES);

/** Undefined if the code is the vendor's or of a newer release. HTTP statuses and network errors of the system count as families. */
export function reasonOfCode(code: string | undefined): Reason | undefined {
  const bare = code?.replace(/^login-/, '') ?? '';
  if (/^http-\d+$/.test(bare)) return CODES['unreadable-answer'];
  if (/^(e(conn|host|net|ai_)[a-z]+|etimedout|enotfound|epipe)$/.test(bare)) return CODES.deadline;
  return Object.hasOwn(CODES, bare) ? (CODES as { readonly [code: string]: Reason })[bare] : undefined;
}

/** In English. */
export function remedyOfCode(code: string | undefined): Remedy | undefined {
  const reason = reasonOfCode(code);
  return reason && { who: reason.who, toDo: reason.toDo.en };
}
