// Reads JSON of vendors. Numbers and texts with numbers are both read, because vendors' pages disagree with their servers.

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined if the text is no JSON or no object. */
export function parse(text: string): Json | undefined {
  const value = anyJson(text);
  return isObject(value) ? value : undefined;
}

/** Undefined if the text is no JSON. Lists and single values are read too. */
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

/** A text, also one that is written as an integer; '' for all else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : '';
