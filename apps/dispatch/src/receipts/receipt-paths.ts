// Which addresses of callbacks are genuine, as the door of the receipts knows it: digests of whole paths, so that the time a look-up takes
// tells nothing of a secret. Pure.
import { hash } from 'node:crypto';

export interface KnownPaths {
  /** Digests of the paths that a vendor was told. */
  readonly paths: ReadonlySet<string>;
  readonly certificates: ReadonlySet<number>;
}

export type Place = 'genuine' | 'wrong-secret' | 'unknown-certificate' | 'elsewhere';

const PATH = /^\/receipts\/([^/]+)\/[^/]+$/;

export const digestOf = (path: string): string => hash('sha256', path, 'base64url');

/** `path`: without a query and a closing slash. */
export function placeOf(path: string, { paths, certificates }: KnownPaths): Place {
  const [, certificate] = PATH.exec(path) ?? [];
  if (certificate === undefined) return 'elsewhere';
  if (paths.has(digestOf(path))) return 'genuine';
  return certificates.has(Number(certificate)) ? 'wrong-secret' : 'unknown-certificate';
}

export const certificateIn = (path: string): number => Number(PATH.exec(path)?.[1]);
