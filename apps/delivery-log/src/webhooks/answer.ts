// What came back from a webhook, short enough for a person to read. Pure.

export interface Answer {
  atMs: number;
  tookMs: number;
  /** Of the request: the same at each try. */
  webhookId: string;
  events: number;
  /** The first is 1. */
  attempt: number;
  /** Absent: there was no answer, and `code` says why. */
  status?: number;
  /** deadline, econnrefused, no-public-address, redirect … */
  code?: string;
  /** The beginning of the answer. */
  text?: string;
}

const MOST_LETTERS = 200;

export const isTaken = ({ status }: Pick<Answer, 'status'>): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** Its receiver wants no more (Standard Webhooks). */
export const isGone = ({ status }: Pick<Answer, 'status'>): boolean => status === 410;

/** One line of what anybody may have written. */
export const shortened = (body: string): string =>
  body
    .slice(0, 4 * MOST_LETTERS)
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, MOST_LETTERS)
    .toWellFormed();

/** Obeys the receiver for at most a day, and else waits as long as `backoffMs` says. */
export const nextTryMs = (backoffMs: number, retryAfterMs: number | undefined): number =>
  Math.max(backoffMs, Math.min(retryAfterMs ?? 0, 86_400_000));
