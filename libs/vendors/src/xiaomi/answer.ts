// Xiaomi's answer as JSON: an object with `code`, whatever the HTTP status.

export type Json = Readonly<Record<string, unknown>>;

export function parse(body: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An integer; some of Xiaomi's answers spell it as text. */
export function codeIn({ code }: Json): number | undefined {
  const isWritten = typeof code === 'string' && /^-?\d{1,9}$/.test(code);
  return isWritten ? Number(code) : Number.isSafeInteger(code) ? (code as number) : undefined;
}
