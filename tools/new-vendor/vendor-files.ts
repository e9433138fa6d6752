// From an id and a name to the files of a new vendor and its line in each list. Pure.
import { Script } from 'node:vm';

export interface NewVendor {
  /** As in certificates and topics: foo-push. */
  readonly id: string;
  /** For people: Foo Push. */
  readonly name: string;
  /** A request is for one phone. Absent: for a list of them. */
  readonly isOneToken?: boolean;
}

/** Undefined: it may be made. Else what is wrong with it, in plain words. */
export function problemOf({ id, name }: NewVendor, taken: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 32)
    return '--id: small letters, digits and single hyphens, a letter first, at most 32 characters';
  if (NOT_VENDORS.includes(id)) return `--id: ${id} is a folder of the library itself`;
  if (!isNameInCode(camelOf(id))) return `--id: ${id} is a word of JavaScript's own`;
  if (taken.includes(id)) return `--id: there is a vendor ${id} already`;
  if (!/^[A-Za-z0-9][A-Za-z0-9 .&-]{0,39}$/.test(name))
    return '--name: letters, digits, blanks, dots, hyphens and &, at most 40 characters';
  return undefined;
}

const NOT_VENDORS = ['shared', 'vendor', 'catalog', 'send', 'registry', 'host', 'fakes', 'conformance'];

function isNameInCode(word: string): boolean {
  try {
    void new Script(`'use strict'; async () => { const ${word} = 0; }`);
    return true;
  } catch {
    return false;
  }
}

/** A template's text or file name with the vendor's words in it. */
export function filledIn(text: string, { id, name }: NewVendor): string {
  return text
    .replaceAll('__id__', id)
    .replaceAll('__Name__', name)
    .replaceAll('__Pascal__', pascalOf(id))
    .replaceAll('__camel__', camelOf(id));
}

const pascalOf = (id: string): string =>
  id.replaceAll(/(?:^|-)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

const camelOf = (id: string): string => {
  const pascal = pascalOf(id);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
};

/** A list (catalog.ts, registry.ts, fakes.ts) with one more import and one more entry. Formatting is left to Prettier. */
export function listedIn(text: string, { id }: NewVendor): string {
  const camel = camelOf(id);
  const imports = [
    ...text.matchAll(/^import \{ (catalog as )?\w+ \} from '\.\/([a-z0-9-]+)(\/catalog)?';\n/gm),
  ];
  const next = imports.find(([, , folder = '']) => folder > id);
  const last = imports.at(-1);
  const at = next?.index ?? (last === undefined ? -1 : last.index + last[0].length);
  const entries =
    /((?:CATALOG: readonly CatalogEntry|VENDORS: readonly Vendor|FAKES: readonly VendorFakes)\[\] = \[[^\]]*)\];/;
  if (at < 0 || !entries.test(text)) throw new Error('a list of vendors is not as this tool knows it');
  const [, renamed = '', , file = ''] = last ?? [];
  const withImport = `${text.slice(0, at)}import { ${renamed}${camel} } from './${id}${file}';\n${text.slice(at)}`;
  return withImport.replace(
    entries,
    (_all, list: string) => `${list.trimEnd().replace(/,$/, '')}, ${camel}];`,
  );
}
