// Finds what of a path or a query has percent signs that are no UTF-8. Express would answer "Bad Request" without naming the part of a path, and
// put U+FFFD into the value of a query, which then means something else.
import type { Problem } from '@offline-push/contracts';
import type { NextFunction, Request, Response } from 'express';
import { invalid } from '../problem';

const RULE = 'must be percent-encoded UTF-8';
const isPart = (pattern: string | undefined): boolean => pattern?.startsWith(':') === true;

/** Undefined if the path can be decoded. `patterns` are the paths of all routes, like `/v1/apps/:app`. */
export function undecodablePart(path: string, patterns: readonly string[]): Problem | undefined {
  const parts = path.split('/');
  const at = parts.findIndex((part) => !isDecodable(part));
  if (at < 0) return undefined;
  const route = patterns.map((pattern) => pattern.split('/')).find((names) => fits(names, parts));
  const name = route?.[at]?.slice(1);
  return { pointer: name === undefined ? '' : `/${name}`, rule: RULE };
}

const fits = (names: readonly string[], parts: readonly string[]): boolean =>
  names.length === parts.length &&
  names.every((name, i) => isPart(name) || name.replace('\\:', ':') === parts[i]);

/** By the parameters of a query, as they stand in the address. A name that cannot be decoded is told as it stands there. */
export function undecodableParameters(url: string): Problem[] {
  const at = url.indexOf('?');
  const pairs = at < 0 || !url.includes('%', at) ? [] : url.slice(at + 1).split('&');
  const names = pairs.filter((pair) => !isDecodable(pair)).map((pair) => pair.split('=', 1)[0] ?? '');
  return [...new Set(names)].slice(0, 10).map((name) => ({ pointer: `/${nameShown(name)}`, rule: RULE }));
}

const nameShown = (name: string): string =>
  (isDecodable(name) ? decodeURIComponent(name) : name).toWellFormed().slice(0, 64);

function isDecodable(part: string): boolean {
  try {
    return decodeURIComponent(part).length >= 0;
  } catch {
    return false;
  }
}

/** Must run before the routes, whose router would throw. */
export const refuseUndecodable =
  (patterns: () => readonly string[]) =>
  (request: Request, _: Response, next: NextFunction): void => {
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const problem = path.includes('%') ? undecodablePart(path, patterns()) : undefined;
    if (problem !== undefined) throw invalid([problem], 'path');
    next();
  };
