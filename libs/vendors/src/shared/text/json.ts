// JSON as somebody else wrote it: an object, or nothing. Numbers and texts of numbers are both read: vendors' pages disagree with their servers.

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined: the text is not JSON, or not an object. */
export function parse(text: string): Json | undefined {
  const value = anyJson(text);
  return isObject(value) ? value : undefined;
}

/** Undefined: the text is not JSON. Lists and single values are read as well. */
export function anyJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An integer, also one that is spelled as text. */
export function integerIn(value: unknown): number | undefined {
  if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

/** A text, also one that is spelled as an integer. Empty: neither. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : '';
