// null as serializers write it (Jackson, Confluent, .NET): a field that is not there. Where the contract gives null a meaning, or demands
// the field, it stays.
import type { TSchema } from '@sinclair/typebox';

/** The same value, or a copy without the nulls of optional fields, at any depth that the schema knows. */
export function withoutNulls(schema: TSchema | undefined, value: unknown): unknown {
  const fields = schema?.['properties'] as Record<string, TSchema> | undefined;
  if (fields === undefined || typeof value !== 'object' || value === null || Array.isArray(value))
    return value;
  const required = (schema?.['required'] ?? []) as string[];
  const kept = Object.entries(value).filter(
    ([name, inner]) =>
      inner !== null || !Object.hasOwn(fields, name) || required.includes(name) || takesNull(fields[name]),
  );
  return Object.fromEntries(
    kept.map(([name, inner]) => [
      name,
      Object.hasOwn(fields, name) ? withoutNulls(fields[name], inner) : inner,
    ]),
  );
}

const takesNull = (schema: TSchema = {} as TSchema): boolean =>
  schema['type'] === 'null' || ((schema['anyOf'] ?? []) as TSchema[]).some(takesNull);
