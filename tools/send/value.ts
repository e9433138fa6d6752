// What was written behind a flag → a value of the kind that its field has. A text stays a text, also one that looks like a number. Pure.
import { WrongUsage } from '@offline-push/arguments';
import type { Field } from './fields';

/** Throws `WrongUsage` if the text is none of the field's kinds. `flag` is the flag as it was written. */
export function valueOf(field: Field, flag: string, texts: readonly string[]): unknown {
  const { kinds } = field;
  const last = texts.at(-1) ?? '';
  if (kinds.includes('text')) return last;
  if (kinds.includes('nothing') && last === 'null') return null;
  if (kinds.includes('switch') && /^(true|false)$/.test(last)) return last === 'true';
  if (isNumeric(kinds) && /^-?\d+(\.\d+)?$/.test(last)) return Number(last);
  if (kinds.includes('list')) return texts.flatMap((text) => listOf(flag, text));
  if (kinds.includes('json')) return jsonOf(flag, last);
  throw new WrongUsage(`--${flag} wants ${wantOf(field)}, not "${last}"`);
}

/** In words, for help and refusals. */
export const wantOf = ({ kinds, words }: Pick<Field, 'kinds' | 'words'>): string =>
  words.length > 0 ? words.join(' | ') : kinds.map((kind) => WANTS[kind]).join(' or ');

const WANTS: Record<Field['kinds'][number], string> = {
  text: 'text',
  integer: 'a whole number',
  number: 'a number',
  switch: 'true or false',
  list: 'a,b,c',
  json: 'JSON',
  nothing: 'null',
};

const isNumeric = (kinds: Field['kinds']): boolean => kinds.includes('integer') || kinds.includes('number');

const listOf = (flag: string, text: string): unknown[] =>
  text.startsWith('[') ? (jsonOf(flag, text) as unknown[]) : text.split(',').map((one) => one.trim());

function jsonOf(flag: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongUsage(`--${flag} wants JSON, like '{"name":"value"}', not ${text}`);
  }
}
