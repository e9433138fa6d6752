// Meizu's answer as JSON. `code` is a string; `value` is an object on success, "" on errors, and something else again on queries.
import type { Exchange } from '../shared/http/http';
import { type Json, parse } from '../shared/text/json';

export interface MeizuAnswer {
  readonly code: string;
  readonly json: Json;
}

export const ACCEPTED = '200';

/** Undefined: not in Meizu's own words, or a success under a status that denies it. */
export function answerOf(exchange: Exchange): MeizuAnswer | undefined {
  if (exchange.kind === 'no-answer' || exchange.spoiled !== undefined) return undefined;
  const json = parse(exchange.body);
  const code = json && codeIn(json);
  if (json === undefined || code === undefined) return undefined;
  return code === ACCEPTED && (exchange.status < 200 || exchange.status >= 300) ? undefined : { code, json };
}

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
