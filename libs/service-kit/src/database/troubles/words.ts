// The words of PostgreSQL, of the driver or of the network about a trouble, for logs and probes. Only those that cannot quote a value.
const MAX_WORDS = 200;

/** Messages of these classes quote values: data (22), constraints (23), errors raised by triggers (P0) or by foreign servers (HV). */
const QUOTES_VALUES = /^(22|23|P0|HV)...$/;

/** What node says about arguments may quote them: "Received type string ('…')". */
const MAY_QUOTE = /^(ERR_INVALID|ERR_OUT_OF_RANGE|ERR_UNKNOWN)/;

// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Undefined: it said none, or none that may be told. */
export function wordsOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  if (!(error instanceof Error) || error.message === '') return undefined;
  const { code } = error as { code?: unknown };
  const isKnown =
    typeof code === 'string' ? !QUOTES_VALUES.test(code) && !MAY_QUOTE.test(code) : isPlain(error);
  if (!isKnown) return undefined;
  const words = error.message.replace(CONTROL, ' ').trim();
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS - 1)}…` : words;
}

/** Without a code only the driver's own sentences are told; a TypeError inside of it may quote what it stumbled over. */
const isPlain = (error: Error): boolean => error.name === 'Error' || error.name === 'error';
