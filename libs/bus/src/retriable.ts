// Is it us or the event? Errors of this kind pass by themselves: the same event, tried again later, can succeed.

/** What Node says when the other side of a socket is away. */
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
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof current === 'object' && current !== null; depth++) {
    const { retriable, code, cause } = current as { retriable?: unknown; code?: unknown; cause?: unknown };
    if (typeof retriable === 'boolean') return retriable;
    if (typeof code === 'string' && SOCKET_CODES.has(code)) return true;
    current = cause;
  }
  return false;
}
