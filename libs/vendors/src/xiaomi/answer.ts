// Xiaomi's answer as JSON: an object with `code`, whatever the HTTP status.
import type { Json } from '../shared/text/json';

export const isText = (value: unknown): value is string => typeof value === 'string';

/** An integer; some of Xiaomi's answers spell it as text. */
export function codeIn({ code }: Json): number | undefined {
  const isWritten = typeof code === 'string' && /^-?\d{1,9}$/.test(code);
  return isWritten ? Number(code) : Number.isSafeInteger(code) ? (code as number) : undefined;
}
