// Finds the methods of a path by the patterns of the routes: a known path with another method gets 405 and not 404. Pure.
import type { Route } from './routes';

interface Pattern {
  readonly matches: RegExp;
  readonly method: string;
}

/** A parameter, an escaped character, or plain text. */
const PART = /:(\w+)|\\(.)|([^:\\]+)/g;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

export const patternsOf = (routes: readonly Pick<Route, 'method' | 'path'>[]): readonly Pattern[] =>
  routes.map(({ method, path }) => ({ method: method.toUpperCase(), matches: matcherOf(path) }));

/** Empty if no route has the path. HEAD comes with GET, and OPTIONS with every method. */
export function methodsAt(path: string, patterns: readonly Pattern[]): string[] {
  const known = new Set(patterns.filter(({ matches }) => matches.test(path)).map(({ method }) => method));
  if (known.size === 0) return [];
  if (known.has('GET')) known.add('HEAD');
  return [...known.add('OPTIONS')].sort();
}

/** Matches as Express does: letters of either case, with or without a closing slash. */
function matcherOf(path: string): RegExp {
  const source = [...path.matchAll(PART)].map(([, parameter, escaped, text]) =>
    parameter === undefined ? (escaped ?? text ?? '').replace(SPECIAL, '\\$&') : '[^/]+',
  );
  return new RegExp(`^${source.join('')}/?$`, 'i');
}
