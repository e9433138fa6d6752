// null as serializers write it (Jackson, Confluent, .NET): a field that is not there. Where the contract gives null a meaning, or demands
// the field, it stays.
import type { TSchema } from '@sinclair/typebox';

/** The same value, or a copy without the nulls of optional fields, at any depth that the schema knows. */
export function withoutNulls(schema: TSchema, value: unknown): unknown {
  const fields = schema['properties'] as Record<string, TSchema> | undefined;
  if (fields === undefined || typeof value !== 'object' || value === null || Array.isArray(value))
    return value;
  const required = (schema['required'] ?? []) as string[];
  const kept: Record<string, unknown> = { ...value };
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(kept, name)) continue;
    if (kept[name] !== null) kept[name] = withoutNulls(field, kept[name]);
    else if (!required.includes(name) && !takesNull(field)) delete kept[name];
  }
  return kept;
}

const takesNull = (schema: TSchema): boolean =>
  schema['type'] === 'null' || ((schema['anyOf'] ?? []) as TSchema[]).some(takesNull);
