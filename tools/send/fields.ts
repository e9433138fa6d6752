// The schema of a topic → the fields that a command line may set, each with its kinds, its meaning and what holds without it. Pure.
import type { TSchema } from '@sinclair/typebox';

type Kind = 'text' | 'integer' | 'number' | 'switch' | 'list' | 'json' | 'nothing';

export interface Field {
  /** As `push.title`. */
  path: string;
  kinds: readonly Kind[];
  isRequired: boolean;
  says: string;
  /** The only ones that are taken. */
  words: readonly string[];
}

/** Fields in fields come behind the one that holds them. */
export function fieldsOf(schema: TSchema, prefix = '', isRequired = true): Field[] {
  const required = new Set((schema['required'] ?? []) as string[]);
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>);
  return properties.flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const options = alternativesOf(field);
    const own = { path, ...shapeOf(options), says: field.description ?? '', isRequired: false };
    const isNeeded = isRequired && required.has(name);
    return [{ ...own, isRequired: isNeeded }, ...withoutRepeats(fieldsInside(options, path, isNeeded))];
  });
}

/** The alternatives of a union, with those of unions in it. An empty text is left out. */
const alternativesOf = (schema: TSchema): TSchema[] =>
  ((schema['anyOf'] as TSchema[] | undefined)?.flatMap(alternativesOf) ?? [schema]).filter(
    (option) => option['const'] !== '',
  );

const fieldsInside = (options: readonly TSchema[], path: string, isRequired: boolean): Field[] =>
  options.flatMap((option) => fieldsOf(option, `${path}.`, isRequired && options.length === 1));

/** Alternatives share fields, such as the word that tells them apart. */
function withoutRepeats(fields: readonly Field[]): Field[] {
  const byPath = new Map<string, Field>();
  for (const field of fields) {
    const words = [...(byPath.get(field.path)?.words ?? []), ...field.words];
    byPath.set(field.path, { ...field, words });
  }
  return [...byPath.values()];
}

function shapeOf(options: readonly TSchema[]): Pick<Field, 'kinds' | 'words'> {
  const words = options.flatMap((option) =>
    typeof option['const'] === 'string' ? [String(option['const'])] : [],
  );
  return { kinds: [...new Set(options.map(kindOf))], words };
}

function kindOf(schema: TSchema): Kind {
  const type: unknown = schema['type'] ?? typeof schema['const'];
  if (type === 'string' || type === 'RegExp') return 'text';
  if (type === 'boolean') return 'switch';
  if (type === 'integer' || type === 'number') return type;
  if (type === 'null') return 'nothing';
  const isOfTexts = type === 'array' && kindOf((schema['items'] ?? {}) as TSchema) === 'text';
  return isOfTexts ? 'list' : 'json';
}
