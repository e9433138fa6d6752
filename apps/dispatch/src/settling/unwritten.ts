// Tells why verdicts could not be written, and halves a portion of them. Pure.

export interface Failure {
  retriable: boolean;
  isTooLarge: boolean;
  /** Another session holds a row. */
  isLocked: boolean;
  message: string;
}

/** PostgreSQL's message about a bad value quotes the value, so for such an error only name and code are used. */
export function failureFrom(error: unknown): Failure {
  const { retriable, isTooLarge, isLocked, name, code } = error as Partial<Record<string, unknown>>;
  const message = retriable === true ? String(error) : [name, code].filter(Boolean).join(' ');
  return {
    retriable: retriable === true,
    isTooLarge: isTooLarge === true,
    isLocked: isLocked === true,
    message,
  };
}

export const isOfItsPortion = ({ retriable, isTooLarge }: Failure): boolean => isTooLarge || !retriable;

/** The second half first, because `pop` then takes the first half next. */
export function halved<T>(portion: readonly T[]): [T[], T[]] {
  const middle = portion.length >> 1;
  return [portion.slice(middle), portion.slice(0, middle)];
}
