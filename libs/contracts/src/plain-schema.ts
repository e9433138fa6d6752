// Writes a schema as plain JSON Schema 2020-12, for other programs: Ajv with its default options, generators of classes, validators in
// Java, Go and Python. Our own checks are compiled from the schemas themselves.
import type { TSchema } from '@sinclair/typebox';

type Json = Record<string, unknown>;

/**
 * Patterns in place of our own formats. They use plain characters and \x escapes only, because the regular expressions of JavaScript, Java,
 * Go and Python have no more in common. They say nothing of lone surrogates, which most of these languages cannot hold.
 */
const PATTERNS: Readonly<Record<string, string>> = {
  text: '^[^\\x00]*$',
  id: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$',
  name: '^[^\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]*$',
};

/** A copy without our own formats and without what is only for forms. Closed sets of words become an enum. */
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

/** Drops a union's own list of properties, which is for programs that draw a form. The variants of the union have the rules. */
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

/** The schema with a name, of which an OpenAPI document makes a component and a generator a class. */
export const titled = <S extends TSchema>(title: string, schema: S): S => ({ ...schema, title });
