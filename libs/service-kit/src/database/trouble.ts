// Which errors say "the database is away" and which say "this statement is wrong". The first kind is worth another try.

/** The database cannot be used at the moment. Whether a COMMIT that ends so has happened is not known. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable';
  readonly retriable = true;

  /** `reason`: an SQLSTATE, a code of the socket, or a word of ours. Never a statement or a value. */
  constructor(
    readonly reason: string,
    options?: { cause: unknown },
  ) {
    super(`the database is unavailable (${reason})`, options);
    this.name = 'DatabaseUnavailable';
  }
}

/**
 * SQLSTATEs worth another try: connection (08), resources (53), shutdown (57P0x), serialisation and deadlock (40001, 40P01),
 * lock not available (55P03), statement cancelled by its deadline (57014), idle transaction ended (25P03).
 */
const PASSING_STATES = /^(08...|53...|57P0.|40001|40P01|55P03|57014|25P03)$/;

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** pg and pg-pool give these no code, only a text. */
const CONNECTION_TEXTS: readonly [RegExp, string][] = [
  [/^Query read timeout/, 'no-answer'],
  [/^timeout exceeded when trying to connect/, 'pool-wait'],
  [/^Connection terminated due to connection timeout|^timeout expired/, 'connect-timeout'],
  [/^Connection terminated/, 'connection-lost'],
  [/^Client (was closed|has encountered a connection error)/, 'connection-lost'],
  [/^The server does not support SSL/, 'no-tls'],
];

/** A trouble of the connection itself: the client it happened on must not be used again. */
export function reasonOfLoss(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || /^(08...|57P0.|25P03)$/.test(code))) return code;
  // Connecting to a name with several addresses fails with all their errors in one.
  if (error instanceof AggregateError) return error.errors.map(reasonOfLoss).find(Boolean);
  if (code !== undefined || typeof message !== 'string') return undefined;
  return CONNECTION_TEXTS.find(([text]) => text.test(message))?.[1];
}

/** `DatabaseUnavailable` for what passes; everything else as it came, with PostgreSQL's `code`. */
export function classified(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  const reason = typeof code === 'string' && PASSING_STATES.test(code) ? code : reasonOfLoss(error);
  return reason === undefined ? error : new DatabaseUnavailable(reason, { cause: error });
}
