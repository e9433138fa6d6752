// A schema as programs of others take it (Ajv with its default options, generators of classes, validators in Java, Go and Python): plain JSON
// Schema 2020-12. Our checks are compiled from the schemas themselves; this is only how they are written down.
import type { TSchema } from '@sinclair/typebox';

type Json = Record<string, unknown>;

/**
 * What stands for our formats, which nobody else knows. Plain characters and \x escapes are all that the regular expressions of JavaScript,
 * Java, Go and Python have in common. Lone surrogates are left out: most of them cannot hold one.
 */
const PATTERNS: Readonly<Record<string, string>> = {
  text: '^[^\\x00]*$',
  id: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$',
  name: '^[^\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]*$',
};

/** A copy without private formats and without what is only for our forms. Closed sets of words become an enum. */
export function plainSchema(schema: TSchema): Json {
  return plain(schema) as Json;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  return withoutFormat(asEnum(withoutForm(copy)));
}

function withoutFormat({ format, ...rest }: Json): Json {
  if (typeof format !== 'string') return format === undefined ? rest : { format, ...rest };
  const pattern = PATTERNS[format];
  return pattern === undefined ? { format, ...rest } : { pattern, ...rest };
}

/** A union's own list of properties is for whoever draws a form; its variants decide. */
function withoutForm(schema: Json): Json {
  if (!Array.isArray(schema['anyOf']) || schema['type'] !== undefined) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== 'properties'));
}

const WORD_KEYS = 'const,type';

function asEnum(schema: Json): Json {
  const { anyOf, ...rest } = schema;
  const words = Array.isArray(anyOf) ? (anyOf as Json[]) : [];
  const types = new Set(words.map(({ type }) => type));
  const areWords = words.every((word) => Object.keys(word).sort().join() === WORD_KEYS);
  if (words.length === 0 || types.size !== 1 || !areWords) return schema;
  return { type: [...types][0], enum: words.map((word) => word['const']), ...rest };
}

/** JSON text with the invisible characters of patterns as escapes, for people and editors. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(
    /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`;

/** The schema with a name for a type: whoever writes it down makes a component of it, and generators a class. */
export const titled = <S extends TSchema>(title: string, schema: S): S => ({ ...schema, title });
