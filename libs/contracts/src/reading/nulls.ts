// Removes null from optional fields: serializers (Jackson, Confluent, .NET) write it for a field that is absent. Where the contract gives
// null a meaning, or requires the field, null stays.
import type { TSchema } from '@sinclair/typebox';

/** A copy without the nulls of optional fields, at any depth that the schema describes. */
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
