// Finds names of the environment that look like our settings, or lack only the beginning of one, and are none: they are misspelt.
import type { Environment, Fields } from './fields';

/** Kubernetes sets such names for every Service in the namespace, and our Services are named like our settings begin. */
const SERVICE_LINK = /_SERVICE_(HOST|PORT)|_PORT(_\d+_(TCP|UDP)|$)/;

export function unknownNames(fields: Fields, env: Environment): string[] {
  const known = Object.entries(fields).flatMap(([name, field]) =>
    field.isSecret ? [name, `${name}_FILE`] : [name],
  );
  const words = new Set(known.filter((name) => name.includes('_')).map(firstWord));
  return Object.keys(env)
    .filter((name) => words.has(firstWord(name)) || known.some((setting) => endsIn(setting, name)))
    .filter((name) => !known.includes(name) && !SERVICE_LINK.test(name))
    .map((name) => `${name} is no setting of this service: did you mean ${nearest(name, known)}?`);
}

/** "DISPATCH_LINGER_MS" → "DISPATCH_". */
const firstWord = (name: string): string => name.slice(0, name.indexOf('_') + 1);

/** "DEVICE_BINDINGS_KEEP_DAYS" ends in "BINDINGS_KEEP_DAYS", which an earlier version called it. A single word may be anybody's. */
const endsIn = (setting: string, name: string): boolean => name.includes('_') && setting.endsWith(`_${name}`);

const nearest = (name: string, known: readonly string[]): string | undefined =>
  [...known].sort((a, b) => distance(name, a) - distance(name, b))[0];

/** Levenshtein distance with two rows, which is enough for short names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

const at = (row: readonly number[], i: number): number => row[i] ?? Number.POSITIVE_INFINITY;
