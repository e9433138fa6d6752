// Reads numbers, booleans and lists from the texts of a query, by its schema. A text that is none stays a text: the schema refuses it.
import type { Problem } from '@offline-push/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';

type Query = Readonly<Record<string, unknown>>;

export const queryValues = (schema: TObject, query: Query): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).map(([name, given]) => [name, valueOf(schema.properties[name], given)]),
  );

/** Problems of unknown parameters: a misspelt filter would show too much without a word. */
export const unknownParameters = (schema: TObject, query: Query): Problem[] =>
  Object.keys(query)
    .filter((name) => !Object.hasOwn(schema.properties, name))
    .slice(0, 10)
    .map((name) => ({ pointer: `/${name.slice(0, 64)}`, rule: 'is no parameter of this operation' }));

function valueOf(schema: TSchema | undefined, given: unknown): unknown {
  if (schema?.['type'] === 'array') {
    const items = schema['items'] as TSchema;
    return (Array.isArray(given) ? given : [given]).map((part) => valueOf(items, part));
  }
  if (typeof given !== 'string') return given;
  if (schema?.['type'] === 'integer' || schema?.['type'] === 'number')
    return /^-?\d{1,15}(\.\d{1,6})?$/.test(given) ? Number(given) : given;
  if (schema?.['type'] === 'boolean' && /^(true|false)$/.test(given)) return given === 'true';
  return given;
}
