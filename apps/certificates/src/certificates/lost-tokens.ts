// What the newest version of a certificate does to the tokens that devices reported under the one before: a key or an app in its settings may
// be what the vendor gave them for. Pure. A credential is sealed, so what changes in it cannot be seen here.
import { isDeepStrictEqual } from 'node:util';
import { entryNamed } from '@offline-push/vendors/catalog';
import type { Certificate } from './certificate';

/** Undefined: they are as good as before. */
export function lostTokens(
  { vendor, versions: [former, newest] }: Pick<Certificate, 'vendor' | 'versions'>,
  bindings: number | undefined,
): string | undefined {
  const fields = entryNamed(vendor)?.bindsTokens ?? [];
  const changed = fields.filter(
    (name) => newest !== undefined && !isDeepStrictEqual(former.settings[name], newest.settings[name]),
  );
  if (newest === undefined || changed.length === 0) return undefined;
  const many = bindings === undefined ? 'all bindings' : `the bindings of this certificate (${bindings})`;
  return `Version ${newest.version} has another ${changed.join(', ')}: from then on the tokens of ${many} are of no use, and devices have to report new ones.`;
}
