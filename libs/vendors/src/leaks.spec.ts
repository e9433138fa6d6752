// Adding a vendor touches its folder, that of its fake, and one line of each list. This looks for what would break that: a vendor named anywhere else.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { VENDORS, vendorNamed } from './registry';

const root = join(__dirname, '../../..');
/** The lists, and the examples in the contracts, which need some vendor. Specs, fixtures and docs may speak of vendors. */
const MAY_NAME = [
  /^libs\/vendors\/src\/(catalog|registry)\.ts$/,
  /^libs\/vendor-fakes\/src\/fakes\.ts$/,
  /^libs\/contracts\/src\/.*\.topic\.ts$/,
  /^libs\/contracts\/src\/values\.ts$/,
  // A migration speaks of the rows of its day and is never touched again.
  /\/migrations\//,
  /\.spec\.ts$/,
  /\/fixtures\//,
];

/** Where each vendor has a folder. */
const FOLDERS = ['libs/vendors/src', 'libs/vendor-fakes/src'];

/** Their own protocols have a part for the phones of another vendor, under that one's name. */
const SPEAKS_OF: Readonly<Record<string, RegExp>> = {
  apns: /^libs\/(vendors|vendor-fakes)\/src\/(fcm|huawei)\//,
};

const sources = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, String(file))),
  )
  .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
  .map((file) => relative(root, file).replaceAll('\\', '/'));

/** Comments may name a vendor to explain; code may not. */
const codeOf = (file: string): string =>
  readFileSync(join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');

const leaksOf = (id: string, text: string): boolean => new RegExp(`\\b${id}|${id}\\b`, 'i').test(text);

describe('the name of a vendor', () => {
  it.each(VENDORS.map(({ id }) => id))('%s stands in its folders and in the lists only', (id) => {
    const leaking = sources
      .filter((file) => !FOLDERS.some((folder) => file.startsWith(`${folder}/${id}/`)))
      .filter((file) => !MAY_NAME.some((pattern) => pattern.test(file)) && !SPEAKS_OF[id]?.test(file))
      .filter((file) => leaksOf(id, codeOf(file)));
    expect(leaking).toEqual([]);
  });
  it('would be found: the search sees this very list', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(leaksOf('xiaomi', codeOf('libs/vendors/src/registry.ts'))).toBe(true);
    expect(leaksOf('xiaomi', codeOf('libs/vendors/src/vendor.ts'))).toBe(false);
  });
});

describe('the list of vendors', () => {
  it('finds each by its id, and nobody else', () => {
    for (const vendor of VENDORS) expect(vendorNamed(vendor.id)).toBe(vendor);
    expect(vendorNamed('toString')).toBeUndefined();
  });
  it('has every id once', () => expect(new Set(VENDORS.map(({ id }) => id)).size).toBe(VENDORS.length));
});
