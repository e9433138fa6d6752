// The first of two doors of this library: what there is to know of all vendors without calling one. Loading it does no I/O and brings no
// client; whoever sends takes the other door, send.ts. A new vendor is its folder, its line here, and its line in registry.ts.
import type { CatalogEntry } from './vendor';
import { catalog as apns } from './apns/catalog';
import { catalog as fcm } from './fcm/catalog';
import { catalog as honor } from './honor/catalog';
import { catalog as huawei } from './huawei/catalog';
import { catalog as meizu } from './meizu/catalog';
import { catalog as oppo } from './oppo/catalog';
import { catalog as vivo } from './vivo/catalog';
import { catalog as webPush } from './web-push/catalog';
import { catalog as xiaomi } from './xiaomi/catalog';

export { FIELD_KINDS, formFieldsOf } from './shared/form/form-fields';
export type { CatalogEntry, CredentialEnd, Vendor } from './vendor';

export const CATALOG: readonly CatalogEntry[] = [
  xiaomi,
  huawei,
  honor,
  oppo,
  vivo,
  meizu,
  apns,
  fcm,
  webPush,
];

const BY_ID = new Map(CATALOG.map((entry) => [entry.id, entry]));

/** Undefined for a vendor that this release does not know. */
export const entryNamed = (id: string): CatalogEntry | undefined => BY_ID.get(id);

/** What a code of the vendor's means, in our words; where it means two things, the one of this end. Undefined: nobody has described it. */
export function meaningOfCode(vendor: string, code: string | undefined, state: string): string | undefined {
  const known = entryNamed(vendor)?.codes.filter((one) => String(one.code) === code) ?? [];
  return (known.find(({ ruling }) => ruling.kind === state) ?? known[0])?.means;
}

/** With this code the vendor refuses a dead token, and any token of a wrong certificate. */
export const isDoubtful = (vendor: string, code: string | undefined): boolean =>
  code !== undefined && entryNamed(vendor)?.doubtfulCodes?.includes(code) === true;

/** The canonical form of a token for `tokenHashOf`. Tokens of an unknown vendor are opaque. */
export const canonicalTokenOf = (vendor: string, token: string): string =>
  entryNamed(vendor)?.token.canonical(token) ?? token;
