// Cleans the fields of a log line: no secrets, tokens, content of messages or control characters, and a bounded size.
const MASK = '[not logged]';
const MAX_DEPTH = 5;
const MAX_TEXT = 2000;
const MAX_ENTRIES = 50;

/** Names of fields with secrets and content, without case and separators. */
const HIDDEN =
  /^(authorization|cookie|password|passwd|secret|appsecret|clientsecret|credential|credentials|token|tokens|accesstoken|apikey|privatekey|box|title|text|body|ext|content|databaseurl)$/;

/** C0, C1, DEL, Unicode's line ends and marks of direction: terminals obey them, and line readers break at them. */
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const isHidden = (name: string): boolean => HIDDEN.test(name.toLowerCase().replace(/[^a-z]/g, ''));

/** A copy that is safe to write. `error` fields are flattened to `error.type`, `error.message`, `error.stack`. */
export function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  if (value instanceof Error) return errorFields('error', value);
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((entry) => cleaned(entry, depth + 1));
  if (hasOwnForm(value)) return cleaned(value.toJSON(), depth + 1);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .flatMap(([name, entry]) => cleanEntry(name, entry, depth)),
  );
}

function cleanEntry(name: string, entry: unknown, depth: number): [string, unknown][] {
  if (entry instanceof Error) return Object.entries(errorFields(name, entry));
  return [[name, isHidden(name) && entry !== undefined ? MASK : cleaned(entry, depth + 1)]];
}

/** Other fields of an error, like `detail`, `parameters` or `input`, may quote a value. */
const errorFields = (name: string, error: Error): Record<string, unknown> => ({
  [`${name}.type`]: error.name,
  [`${name}.message`]: cleanText(error.message),
  ...(typeof (error as { code?: unknown }).code === 'string' && {
    [`${name}.code`]: (error as { code?: unknown }).code,
  }),
  ...(error.stack !== undefined && !isExpected(error) && { [`${name}.stack`]: cut(error.stack) }),
});

/** A retriable error is no bug, so its stack is left out. */
const isExpected = (error: Error): boolean => (error as { retriable?: unknown }).retriable === true;

const hasOwnForm = (value: object): value is { toJSON(): unknown } =>
  typeof (value as { toJSON?: unknown }).toJSON === 'function';

const cleanText = (text: string): string =>
  cut(text).replace(CONTROL, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
