// An answer whose code says what happened, whatever the HTTP status: a JSON object, read without trusting it.
import type { Exchange } from '../http/http';
import { type Json, parse } from './json';

export interface Coded<Code> {
  readonly code: Code;
  readonly json: Json;
}

/** Undefined: not in the vendor's own words, or a yes under a status that denies it. */
export function codedAnswer<Code>(
  exchange: Exchange,
  codeIn: (json: Json) => Code | undefined,
  yes: Code,
): Coded<Code> | undefined {
  if (exchange.kind === 'no-answer' || exchange.spoiled !== undefined) return undefined;
  const json = parse(exchange.body);
  const code = json && codeIn(json);
  if (json === undefined || code === undefined) return undefined;
  return code === yes && (exchange.status < 200 || exchange.status >= 300) ? undefined : { code, json };
}
