// What an error of PostgreSQL or of its driver says: the event's values are wrong, or the database cannot be used. Only the first kind is
// the event's fault; everything else, also what nobody has seen before, is a trouble that is waited out.
import { wordsOf } from './words';

/** The database cannot be used at the moment. Whether a COMMIT that ends so has happened is not known. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable';
  readonly retriable = true;
  /** PostgreSQL's or the driver's words, without a value. */
  readonly words: string | undefined;
  /** Less work at once may succeed: whoever has a batch splits it. */
  readonly isTooLarge: boolean;
  /** Another session holds a row for longer than anybody waits: without that row the statement may succeed. */
  readonly isLocked: boolean;
  /** The connection it happened on must not be used again. */
  readonly losesConnection: boolean;

  /** `reason`: an SQLSTATE, a code of the socket, or a word of ours. Never a statement or a value. */
  constructor(
    readonly reason: string,
    options?: { cause: unknown },
  ) {
    const words = wordsOf(options?.cause);
    super(`the database is unavailable (${saidOf(reason, words)})`, options);
    this.name = 'DatabaseUnavailable';
    this.words = words;
    this.isTooLarge = TOO_LARGE.has(reason);
    this.isLocked = reason === LOCK_TIMEOUT;
    this.losesConnection = !KEEPS_CONNECTION.test(reason);
  }

  /** For people: the reason and the words, each once. */
  get said(): string {
    return saidOf(this.reason, this.words);
  }
}

/** Node repeats the code of a socket in its words. */
const saidOf = (reason: string, words: string | undefined): string =>
  words?.includes(reason) === true ? words : [reason, words].filter((part) => part !== undefined).join(': ');

/**
 * SQLSTATEs that the values of a statement bring about, and nothing else: the same key twice in one upsert (class 21), what a type or a
 * function refuses (22), a broken constraint (23), a value over a limit, like a key that no index page can hold (54). ADR 0016.
 */
const FAULT_OF_VALUES = /^(21|22|23|54)...$/;

/** The statement's deadline, the idle transaction's, the whole transaction's, and memory: a smaller batch may stay below. */
const TOO_LARGE = new Set(['57014', '25P03', '25P04', '53200']);

const LOCK_TIMEOUT = '55P03';

/**
 * After these the connection itself is sound: conflicts (40), a statement that the schema or the rights refuse (42), resources (53),
 * states of objects (55), a cancelled statement. After all others it goes: the next one may lead to the new primary, use the new
 * password, or know no stale plan.
 */
const KEEPS_CONNECTION = /^(40...|42(?!P05)...|53...|55...|57014|pool-.*)$/;

/** What these say is true of all connections of the pool: made before a failover, or before a migration changed their plans. */
const ALL_CONNECTIONS = /^(25006|0A000)$/;

const SOCKET_CODE = /^E[A-Z_]{3,}$/;
const SQLSTATE = /^(?!EPIPE)[0-9A-Z]{5}$/;

/** pg and pg-pool give these no code, only a text. */
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

/** An error of the driver, as it came if the values are to blame, else as `DatabaseUnavailable`. Not for errors of our own code. */
export function classified(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || isFaultOfValues(error)) return error;
  return new DatabaseUnavailable(reasonOf(error), { cause: error });
}

const isFaultOfValues = (error: unknown): boolean =>
  FAULT_OF_VALUES.test(String((error as { code?: unknown } | undefined)?.code));

/** Is every connection made so far in the same trouble? */
export const isOfAllConnections = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && ALL_CONNECTIONS.test(error.reason);

/** Is it the way to the server, and not an answer of it? `reason` as `reasonOf` gives it. */
export const isNetworkTrouble = (reason: string): boolean =>
  (SOCKET_CODE.test(reason) && !reason.startsWith('ERR_')) || NETWORK_WORDS.has(reason);

/** A SQLSTATE, a code of Node, or a word of ours. */
export function reasonOf(error: unknown): string {
  if (error instanceof DatabaseUnavailable) return error.reason;
  // Connecting to a name with several addresses fails with all their errors in one.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const { code, message, name } = (error ?? {}) as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string' && (SQLSTATE.test(code) || SOCKET_CODE.test(code))) return code;
  const known = CONNECTION_TEXTS.find(([text]) => text.test(String(message)))?.[1];
  if (known !== undefined) return known;
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? `driver-${name}` : 'unknown';
}
