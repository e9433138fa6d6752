// A path whose percent signs are no UTF-8: Express would say "Bad Request" and leave the caller to guess which part. Pure but for `refuseUndecodable`.
import type { Problem } from '@offline-push/contracts';
import type { NextFunction, Request, Response } from 'express';
import { invalid } from '../problem';

const RULE = 'must be percent-encoded UTF-8';
const isPart = (pattern: string | undefined): boolean => pattern?.startsWith(':') === true;

/** Undefined: it can be decoded. `patterns`: the paths of all routes, as `/v1/apps/:app`. */
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

function isDecodable(part: string): boolean {
  try {
    return decodeURIComponent(part).length >= 0;
  } catch {
    return false;
  }
}

/** Before any route: its router would throw. */
export const refuseUndecodable =
  (patterns: () => readonly string[]) =>
  (request: Request, _: Response, next: NextFunction): void => {
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const problem = path.includes('%') ? undecodablePart(path, patterns()) : undefined;
    if (problem !== undefined) throw invalid([problem], 'path');
    next();
  };
