// Decides whether an error passes by itself, so that the same event can succeed later, and whether the work was too large (`isTooLarge`
// on the error or a cause, for instance a statement that ran into its time limit), so that halves of it may succeed.

/** Node's codes for a socket whose other side is away. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Causes are followed this deep; a longer chain is a loop. */
const MAX_CAUSES = 5;

export function isRetriable(error: unknown): boolean {
  for (const { retriable, code } of causesOf(error)) {
    if (typeof retriable === 'boolean') return retriable;
    if (typeof code === 'string' && SOCKET_CODES.has(code)) return true;
  }
  return false;
}

/** True if halves of the work may succeed. A single event with this error waits like any retriable one. */
export const isTooLarge = (error: unknown): boolean =>
  causesOf(error).some((cause) => cause.isTooLarge === true);

interface Cause {
  retriable?: unknown;
  isTooLarge?: unknown;
  code?: unknown;
  cause?: unknown;
}

/** The error and what caused it, outermost first. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  let current = error;
  while (causes.length < MAX_CAUSES && typeof current === 'object' && current !== null) {
    causes.push(current);
    current = (current as Cause).cause;
  }
  return causes;
}
