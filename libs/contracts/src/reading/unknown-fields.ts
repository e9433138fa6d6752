// Finds fields of events that a topic does not know. They are allowed, so that a newer writer does not stop an older reader, and counted,
// so that a misspelt `push.tilte` is seen.
import type { TSchema } from '@sinclair/typebox';
import type { Topic } from '../topic';

/** The known fields by name, with the known fields inside of each; undefined if there is nothing inside to check. */
type Known = ReadonlyMap<string, Known | undefined>;

const known = new WeakMap<TSchema, Known | undefined>();

/** Dotted paths, or undefined if there are none. `event` must have passed its contract. */
export function unknownFieldsOf({ schema }: Pick<Topic, 'schema'>, event: unknown): string[] | undefined {
  let fields = known.get(schema);
  if (fields === undefined) known.set(schema, (fields = knownIn(schema)));
  return fields && unknownPaths(fields, event as Record<string, unknown>, '');
}

function unknownPaths(fields: Known, value: Record<string, unknown>, path: string): string[] | undefined {
  let found: string[] | undefined;
  for (const name in value) {
    const inner = fields.get(name);
    if (inner === undefined) {
      if (!fields.has(name)) (found ??= []).push(path + name);
      continue;
    }
    const field = value[name];
    if (typeof field !== 'object' || field === null || Array.isArray(field)) continue;
    const deeper = unknownPaths(inner, field as Record<string, unknown>, `${path}${name}.`);
    if (deeper) (found ??= []).push(...deeper);
  }
  return found;
}

/** Of a union, the fields of all alternatives. Lists and free records are not looked into. */
function knownIn(schema: TSchema): Known | undefined {
  const alternatives = [schema, ...((schema['anyOf'] ?? []) as TSchema[])];
  const fields = alternatives.flatMap((one) =>
    Object.entries((one['properties'] ?? {}) as Record<string, TSchema>),
  );
  return fields.length === 0 ? undefined : new Map(fields.map(([name, field]) => [name, knownIn(field)]));
}
