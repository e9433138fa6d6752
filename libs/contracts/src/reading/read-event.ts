// Reads an event from the bytes of a record, or tells the rules that it breaks. Never throws, whatever the bytes are.
import { isUtf8 } from 'node:buffer';
import { explained, type Problem } from './explain';
import type { Topic } from '../topic';

export type Reading<T> = { ok: true; event: T } | { ok: false; problems: Problem[] };

/** Deeper nesting overflows the stack of JSON.stringify and of PostgreSQL. */
const MAX_DEPTH = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export function readEvent<T>(topic: Topic<T>, value: Buffer | null): Reading<T> {
  const parsed = parseJson(value);
  if (!parsed.ok) return parsed;
  const problems = problemsOf(topic, parsed.event);
  return problems.length === 0 ? { ok: true, event: parsed.event as T } : { ok: false, problems };
}

/** Parses JSON, with limits on encoding and depth. */
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

/** Without what V8 quotes around the fault, which may be a secret: `Unexpected token '}', ..."secret",}" is not valid JSON`. */
const withoutQuote = (message: string): string =>
  message.replace(/, (?:\.{3})?".*/s, '').replace(/[^\x20-\x7e]+/g, '?');

/** The problems of a value by a compiled schema: one per field, at most ten. */
export const problemsOf = (topic: Pick<Topic, 'check'>, event: unknown): Problem[] =>
  topic.check.Check(event) ? [] : explained(topic.check.Errors(event));

const refuse = (rule: string): { ok: false; problems: Problem[] } => ({
  ok: false,
  problems: [{ pointer: '', rule }],
});

/** Counts brackets outside of strings. The scan is cheaper than a parse that fails on 100,000 nested arrays. */
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
