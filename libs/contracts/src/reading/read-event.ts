// Bytes of a record → an event, or the list of rules it breaks. Nothing here throws on any input.
import { isUtf8 } from 'node:buffer';
import { explained, type Problem } from './explain';
import type { Topic } from '../topic';

export type Reading<T> = { ok: true; event: T } | { ok: false; problems: Problem[] };

/** Deeper nesting overflows the stack of whoever writes the value again and of PostgreSQL. */
const MAX_DEPTH = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export function readEvent<T>(topic: Topic<T>, value: Buffer | null): Reading<T> {
  const parsed = parseJson(value);
  if (!parsed.ok) return parsed;
  const problems = problemsOf(topic, parsed.event);
  return problems.length === 0 ? { ok: true, event: parsed.event as T } : { ok: false, problems };
}

/** Bytes → JSON value, with the limits that keep the reader alive. */
export function parseJson(value: Buffer | null): Reading<unknown> {
  if (value === null || value.length === 0) return refuse('must not be empty');
  if (!isUtf8(value)) return refuse('must be UTF-8');
  if (isTooDeep(value)) return refuse(`must not nest deeper than ${MAX_DEPTH}`);
  try {
    return { ok: true, event: JSON.parse(value.toString('utf8')) };
  } catch (error) {
    return refuse(`must be JSON: ${withoutQuote((error as Error).message)}`);
  }
}

/** V8 quotes what stands around the fault, and that may be a token or a credential: `Unexpected token '}', ..."secret",}" is not valid JSON`. */
const withoutQuote = (message: string): string =>
  message.replace(/, (?:\.{3})?".*/s, '').replace(/[^\x20-\x7e]+/g, '?');

/** What is wrong with an event, or with anything else that has a compiled schema: one problem per field, at most ten. */
export const problemsOf = (topic: Pick<Topic, 'check'>, event: unknown): Problem[] =>
  topic.check.Check(event) ? [] : explained(topic.check.Errors(event));

const refuse = (rule: string): { ok: false; problems: Problem[] } => ({
  ok: false,
  problems: [{ pointer: '', rule }],
});

/** Counts brackets outside strings; a scan is cheaper than a failed parse of 100,000 arrays. */
function isTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}
