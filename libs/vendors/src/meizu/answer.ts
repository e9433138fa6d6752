// Meizu's answer as JSON. `code` is a string; `value` is an object on success, "" on errors, and something else again on queries.
import type { Exchange } from '../shared/http/http';
import { type Coded, codedAnswer } from '../shared/text/coded';
import type { Json } from '../shared/text/json';

export type MeizuAnswer = Coded<string>;

export const ACCEPTED = '200';

export const answerOf = (exchange: Exchange): MeizuAnswer | undefined =>
  codedAnswer(exchange, codeIn, ACCEPTED);

/** A string of digits; a number is read as well. */
function codeIn({ code }: Json): string | undefined {
  const text = Number.isSafeInteger(code) ? String(code) : code;
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? text : undefined;
}

/** Text → itself, list → its texts, and a text with commas → its parts: receipts and answers have been seen with either. */
export const textsIn = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((entry): entry is string => typeof entry === 'string')
    .flatMap((entry) => entry.split(',').map((part) => part.trim()));
