// Our ext → OPPO's `action_parameters`: a JSON object in a string, whose top-level keys reach the page as extras of its intent.
import type { Click } from '@offline-push/contracts';
import { anyJson } from '../shared/text/json';
import type { OppoSettings } from './credential';

/** Of the whole string (sheet 3.4). In UTF-16 units. */
const MAX_PARAMETERS = 4000;

export type Parameters =
  | { readonly ok: true; readonly parameters?: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** A web page gets no custom content, because no app reads it. Too long a content is left out, never cut. */
export function parametersOf(ext: string | undefined, click: Click, settings: OppoSettings): Parameters {
  if (!ext) return { ok: true, notes: [] };
  if (click.action === 'open-url') return { ok: true, notes: ['ext left out: the click opens a web page'] };
  const extras = settings.wholeExt === true ? { ext } : extrasIn(ext);
  if (extras === undefined) {
    const detail =
      'ext has to be a JSON object for OPPO: each of its keys becomes a parameter of the click. The setting wholeExt takes any text.';
    return { ok: false, code: 'ext-not-json', detail };
  }
  const parameters = JSON.stringify(extras);
  if (parameters.length > MAX_PARAMETERS) {
    const detail = `ext has more than ${MAX_PARAMETERS} characters as OPPO counts them, and it is never cut`;
    return { ok: false, code: 'ext-too-long', detail };
  }
  return { ok: true, parameters, notes: [] };
}

/** Extras are text, so any other value becomes its JSON text, unchanged. Undefined if the content is not a JSON object. */
function extrasIn(ext: string): Record<string, string> | undefined {
  const value = anyJson(ext);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const written = writtenIn(ext);
  const pairs = Object.entries(value).map(([key, extra]: [string, unknown]) => [
    key,
    typeof extra === 'string' ? extra : written.get(key),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** The source texts of an object's values. Parsing and writing would turn 0.10 into 0.1 and change an id of 64 bits. */
function writtenIn(object: string): Map<string, string> {
  const written = new Map<string, string>();
  let depth = 0;
  let key: string | undefined;
  let beginsAt = 0;
  for (const { 0: token, index } of object.matchAll(TOKENS)) {
    if (depth === 1 && key !== undefined && (token === ',' || token === '}')) {
      written.set(key, object.slice(beginsAt, index).trim());
      key = undefined;
    } else if (depth === 1 && key === undefined && token.startsWith('"')) key = JSON.parse(token) as string;
    else if (depth === 1 && token === ':') beginsAt = index + 1;
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
  }
  return written;
}
