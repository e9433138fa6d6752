// Decides which errors a start waits out, and which end it at once because only another setting helps. A wrong password is a mistake at the
// first start. At run time it is waited out, because it may have been rotated.
import { DatabaseUnavailable, isNetworkTrouble } from '../troubles/trouble';

/**
 * Connection (08), read-only or otherwise in the wrong state (25), conflicts (40), resources (53), states of objects (55), shutdown and
 * deadlines (57), the server's disk and its faults (58, XX).
 */
const WAITED_FOR = /^(08|25|40|53|55|57|58|XX)...$/;

/** PgBouncer's words for limits that are set with the connection. */
const OF_A_POOLER = /unsupported startup parameter/;
const POOLER_HINT = 'this is a pooler: set DATABASE_POOLER=transaction (docs/database.md)';

/** A pooler sends these with the code of a broken protocol. */
const REFUSED_BY_A_POOLER = /authentication failed|no such (user|database)|not allowed/i;

const NO_URL = /^(ERR_INVALID_URL|driver-URIError)$/;
const URL_HINT =
  'DATABASE_URL cannot be read: special characters in user and password must be percent-encoded';

export interface StartError {
  /** The error that ends the start; undefined if the start waits. */
  ends?: unknown;
  words: string;
}

export function startErrorOf(error: unknown): StartError {
  if (!(error instanceof DatabaseUnavailable)) return { ends: error, words: String(error) };
  const { reason, words = reason, cause } = error;
  if (OF_A_POOLER.test(words)) return { ends: named(`${words}; ${POOLER_HINT}`, reason, cause), words };
  if (NO_URL.test(reason)) return { ends: new Error(URL_HINT), words };
  if (reason === '08P01' && REFUSED_BY_A_POOLER.test(words))
    return { ends: refused(words, reason, cause), words };
  const isWaitedFor = WAITED_FOR.test(reason) || (isNetworkTrouble(reason) && !isOfAFile(cause));
  return isWaitedFor ? { words } : { ends: refused(words, reason, cause), words };
}

const refused = (words: string, code: string, cause: unknown): Error =>
  named(`the database refuses: ${words}`, code, cause);

const named = (message: string, code: string, cause: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code });

/** A missing certificate file of DATABASE_URL has the same code as a missing socket. */
const isOfAFile = (cause: unknown): boolean =>
  (cause as { syscall?: unknown } | undefined)?.syscall === 'open';
