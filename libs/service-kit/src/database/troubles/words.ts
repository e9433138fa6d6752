// Takes the words of PostgreSQL, the driver or the network about a trouble, for logs and probes, unless they may quote a value.
const MAX_WORDS = 200;

/** Messages of these classes quote values: data (22), constraints (23), errors raised by triggers (P0) or by foreign servers (HV). */
const QUOTES_VALUES = /^(22|23|P0|HV)...$/;

/** Node's errors about arguments may quote them: "Received type string ('…')". */
const MAY_QUOTE = /^(ERR_INVALID|ERR_OUT_OF_RANGE|ERR_UNKNOWN)/;

// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Undefined if there are no words, or they may quote a value. */
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

/** Of errors without a code only the driver's own count. A TypeError inside the driver may quote a value. */
const isPlain = (error: Error): boolean => error.name === 'Error' || error.name === 'error';
