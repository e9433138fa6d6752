// JSON as somebody else wrote it: an object, or nothing.

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined: the text is not JSON, or not an object. */
export function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An integer, also one that is spelled as text. */
export function integerIn(value: unknown): number | undefined {
  if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
