// Why verdicts could not be written, and how a portion of them becomes smaller. Pure.

export interface Failure {
  retriable: boolean;
  isTooLarge: boolean;
  /** Another session holds a row. */
  isLocked: boolean;
  message: string;
}

/** What PostgreSQL says about a value quotes it, so only the code is told then. */
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

/** The first half is next. */
export function halved<T>(portion: readonly T[]): [T[], T[]] {
  const middle = portion.length >> 1;
  return [portion.slice(middle), portion.slice(0, middle)];
}
