// Classifies errors of PostgreSQL and its driver: either the values of an event are wrong, or the database cannot be used. Only the first
// kind is the event's fault. All others, also unknown ones, are waited out.
import { wordsOf } from './words';

/** The database cannot be used at the moment. If a COMMIT ends with this error, it may have been done or not. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable';
  readonly retriable = true;
  /** PostgreSQL's or the driver's words, without values. */
  readonly words: string | undefined;
  /** A smaller statement may succeed, so a caller with a batch splits it. */
  readonly isTooLarge: boolean;
  /** Another session has locked a row for too long. The statement may succeed without that row. */
  readonly isLocked: boolean;
  /** The connection must not be used again. */
  readonly losesConnection: boolean;

  /** `reason` is an SQLSTATE, a code of the socket, or a word of ours, and never a statement or a value. */
  constructor(
    readonly reason: string,
    options?: { cause: unknown },
  ) {
    const words = wordsOf(options?.cause);
    super(`the database is unavailable (${summaryOf(reason, words)})`, options);
    this.name = 'DatabaseUnavailable';
    this.words = words;
    this.isTooLarge = TOO_LARGE.has(reason);
    this.isLocked = reason === LOCK_TIMEOUT;
    this.losesConnection = !KEEPS_CONNECTION.test(reason);
  }

  /** Reason and words for people. */
  get summary(): string {
    return summaryOf(this.reason, this.words);
  }
}

/** Node's words repeat the code of a socket, so the code is not added again. */
const summaryOf = (reason: string, words: string | undefined): string =>
  words?.includes(reason) === true ? words : [reason, words].filter((part) => part !== undefined).join(': ');

/**
 * SQLSTATEs that only the values of a statement cause: the same key twice in one upsert (class 21), a value that a type or function refuses
 * (22), a broken constraint (23), a value over a limit, like a key too long for an index page (54). See ADR 0016.
 */
const FAULT_OF_VALUES = /^(21|22|23|54)...$/;

/** The deadlines of statement, idle transaction and whole transaction, and memory: a smaller batch may stay below them. */
const TOO_LARGE = new Set(['57014', '25P03', '25P04', '53200']);

const LOCK_TIMEOUT = '55P03';

/**
 * After these errors the connection can be used: conflicts (40), a statement that schema or rights refuse (42), resources (53), states of
 * objects (55), a cancelled statement. After all others it is closed: the next connection may lead to the new primary, use the new
 * password, or have no stale plan.
 */
const KEEPS_CONNECTION = /^(40...|42(?!P05)...|53...|55...|57014|pool-.*)$/;

/** These errors mean that all connections of the pool are stale: a failover happened, or a migration changed their plans. */
const ALL_CONNECTIONS = /^(25006|0A000)$/;

const SOCKET_CODE = /^E[A-Z_]{3,}$/;
const SQLSTATE = /^(?!EPIPE)[0-9A-Z]{5}$/;

/** Errors of pg and pg-pool that have a text and no code. */
const CONNECTION_TEXTS: readonly [RegExp, string][] = [
  [/^Query read timeout/, 'no-answer'],
  [/^timeout exceeded when trying to connect/, 'pool-wait'],
  [/^Connection terminated due to connection timeout|^timeout expired/, 'connect-timeout'],
  [/^Connection terminated/, 'connection-lost'],
  [/^Client (was closed|has encountered a connection error)/, 'connection-lost'],
  [/^The server does not support SSL/, 'no-tls'],
  [/^There was an error establishing an SSL connection/, 'no-tls'],
  [/^SASL/, 'sasl'],
];

const NETWORK_WORDS = new Set(['no-answer', 'pool-wait', 'connect-timeout', 'connection-lost']);

/** Returns the driver's error if the values are to blame, else `DatabaseUnavailable`. Not for errors of our own code. */
export function classified(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || isFaultOfValues(error)) return error;
  return new DatabaseUnavailable(reasonOf(error), { cause: error });
}

const isFaultOfValues = (error: unknown): boolean =>
  FAULT_OF_VALUES.test(String((error as { code?: unknown } | undefined)?.code));

/** Whether all connections made so far have the same trouble. */
export const isOfAllConnections = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && ALL_CONNECTIONS.test(error.reason);

/** Whether the network failed, and not the server. `reason` is one of `reasonOf`. */
export const isNetworkTrouble = (reason: string): boolean =>
  (SOCKET_CODE.test(reason) && !reason.startsWith('ERR_')) || NETWORK_WORDS.has(reason);

/** An SQLSTATE, a code of Node, or a word of ours. */
export function reasonOf(error: unknown): string {
  if (error instanceof DatabaseUnavailable) return error.reason;
  // A connect to a name with several addresses fails with an AggregateError of all their errors.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const { code, message, name } = (error ?? {}) as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string' && (SQLSTATE.test(code) || SOCKET_CODE.test(code))) return code;
  const known = CONNECTION_TEXTS.find(([text]) => text.test(String(message)))?.[1];
  if (known !== undefined) return known;
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? `driver-${name}` : 'unknown';
}
