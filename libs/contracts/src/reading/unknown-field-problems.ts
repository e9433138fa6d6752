// Finds fields that a schema does not know, for callers of HTTP APIs: without a problem a misspelt field would be ignored in silence. For
// topics such fields are only counted (unknown-fields.ts), because a newer writer must not stop an older reader.
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { MAX_PROBLEMS, type Problem } from './explain';

/** One problem per unknown field, at any depth that the schema describes, at most ten. A free record takes any field. */
export const unknownIn = (schema: TSchema, value: unknown): Problem[] =>
  [...pointersIn(schema, value, '')]
    .slice(0, MAX_PROBLEMS)
    .map((pointer) => ({ pointer, rule: 'is not a field here' }));

function pointersIn(schema: TSchema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const alternatives = schema['anyOf'] as TSchema[] | undefined;
  if (alternatives !== undefined) return fewest(alternatives, value, at);
  if (Array.isArray(value)) return inList(schema['items'] as TSchema | undefined, value, at);
  const fields = schema['properties'] as Record<string, TSchema> | undefined;
  return fields === undefined ? [] : inObject(fields, value as Record<string, unknown>, at);
}

function inObject(fields: Record<string, TSchema>, value: Record<string, unknown>, at: string): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = `${at}/${pointerPart(name)}`;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field === undefined ? [here] : pointersIn(field, inner, here);
  });
}

function inList(items: TSchema | undefined, value: readonly unknown[], at: string): string[] {
  if (items === undefined) return [];
  const found: string[] = [];
  for (const [i, inner] of value.entries()) {
    found.push(...pointersIn(items, inner, `${at}/${i}`));
    if (found.length >= MAX_PROBLEMS) break;
  }
  return found;
}

/** The unknown fields by the alternative that takes the value. If none takes it, the schema's own check gives the problem. */
function fewest(alternatives: readonly TSchema[], value: unknown, at: string): string[] {
  const found = alternatives
    .filter((one) => Value.Check(one, value))
    .map((one) => pointersIn(one, value, at));
  return found.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** A name as a part of a JSON pointer (RFC 6901), shortened, because it may be as long as a body. */
export const pointerPart = (name: string): string =>
  name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
