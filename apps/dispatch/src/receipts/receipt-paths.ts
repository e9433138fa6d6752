// Decides whether the address of a callback is genuine. Digests of whole paths are compared, so that the time of a look-up tells nothing
// about a secret. Pure.
import { hash } from 'node:crypto';

export interface KnownPaths {
  /** Digests of the paths that we gave to vendors. */
  readonly paths: ReadonlySet<string>;
  readonly certificates: ReadonlySet<number>;
}

export type Place = 'genuine' | 'wrong-secret' | 'unknown-certificate' | 'elsewhere';

const PATH = /^\/receipts\/([^/]+)\/[^/]+$/;

export const digestOf = (path: string): string => hash('sha256', path, 'base64url');

/** `path` has no query and no closing slash. */
export function placeOf(path: string, { paths, certificates }: KnownPaths): Place {
  const [, certificate] = PATH.exec(path) ?? [];
  if (certificate === undefined) return 'elsewhere';
  if (paths.has(digestOf(path))) return 'genuine';
  return certificates.has(Number(certificate)) ? 'wrong-secret' : 'unknown-certificate';
}

export const certificateIn = (path: string): number => Number(PATH.exec(path)?.[1]);
