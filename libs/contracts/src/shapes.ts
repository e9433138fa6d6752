// Writes the shape of every topic as a flat list. A field that is removed or narrowed then shows in a diff and fails the suite.
import type { TSchema } from '@sinclair/typebox';
import { TOPICS } from './topics';

/** The rules of each field, by `topic#/pointer`. */
export type Shapes = Record<string, Shape>;

interface Shape {
  type: string;
  required: boolean;
  /** Allowed words of a closed set. A set may only grow. */
  words?: string[];
  /** Bounds and patterns by their JSON Schema names. A bound may only widen, a pattern may not change. */
  bounds?: Record<string, number | string>;
}

const LOWER = ['minimum', 'minLength', 'minItems'];
const UPPER = ['maximum', 'maxLength', 'maxItems', 'maxProperties'];
const BOUNDS = [...LOWER, ...UPPER, 'pattern', 'format'];

export function shapesOfTopics(): Shapes {
  const shapes: Shapes = {};
  for (const topic of TOPICS) collect(topic.schema, `${topic.name}#`, true, shapes);
  return shapes;
}

function collect(schema: TSchema, pointer: string, required: boolean, into: Shapes): void {
  const options = (schema['anyOf'] ?? []) as TSchema[];
  const words = options.every((option) => 'const' in option)
    ? options.map((option) => String(option['const']))
    : [];
  into[pointer] = {
    type: words.length > 0 ? 'word' : typeOf(schema),
    required,
    ...(words.length > 0 && { words }),
    ...boundsOf(schema),
  };
  if (words.length === 0)
    options.forEach((option, i) => collect(option, `${pointer}/anyOf/${i}`, false, into));
  if (schema['items']) collect(schema['items'] as TSchema, `${pointer}/*`, false, into);
  for (const [name, field] of Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>)) {
    collect(field, `${pointer}/${name}`, ((schema['required'] ?? []) as string[]).includes(name), into);
  }
}

const typeOf = (schema: TSchema): string =>
  'const' in schema ? `"${String(schema['const'])}"` : ((schema['type'] as string | undefined) ?? 'any');

function boundsOf(schema: TSchema): { bounds?: Record<string, number | string> } {
  const bounds = Object.fromEntries(
    BOUNDS.filter((name) => name in schema).map((name) => [name, schema[name]]),
  );
  return Object.keys(bounds).length > 0 ? { bounds } : {};
}

/** How `now` is narrower than `locked`, one sentence per field. Empty if they are compatible. */
export function narrowings(locked: Shapes, now: Shapes): string[] {
  const broken = Object.entries(locked).flatMap(([pointer, before]) => {
    const after = now[pointer];
    return after === undefined
      ? [`${pointer} was removed`]
      : narrowed(before, after).map((what) => `${pointer} ${what}`);
  });
  const demanded = Object.entries(now)
    .filter(([pointer, shape]) => shape.required && !(pointer in locked) && parentIn(pointer, locked))
    .map(([pointer]) => `${pointer} is new and required`);
  return [...broken, ...demanded];
}

const parentIn = (pointer: string, shapes: Shapes): boolean =>
  pointer.slice(0, pointer.lastIndexOf('/')) in shapes;

function narrowed(before: Shape, after: Shape): string[] {
  const lost = (before.words ?? []).filter((word) => !(after.words ?? []).includes(word));
  return [
    ...(before.type === after.type ? [] : [`changed from ${before.type} to ${after.type}`]),
    ...(before.required || !after.required ? [] : ['became required']),
    ...lost.map((word) => `lost the word "${word}"`),
    ...Object.keys({ ...before.bounds, ...after.bounds }).flatMap((bound) => tightened(bound, before, after)),
  ];
}

function tightened(bound: string, before: Shape, after: Shape): string[] {
  const was = before.bounds?.[bound];
  const is = after.bounds?.[bound];
  if (is === undefined || is === was) return [];
  const wider =
    (LOWER.includes(bound) && Number(is) <= Number(was)) ||
    (UPPER.includes(bound) && Number(is) >= Number(was));
  return wider ? [] : [`has a narrower ${bound}: ${String(was ?? 'none')} → ${String(is)}`];
}
