// Adding a vendor touches its folder, that of its fake, and one line of each list. This looks for what would break that: a vendor named anywhere else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  // They drive clients of vendors, or put faults into the way of one.
  /^tools\/(?:judges|field-faults|bench-vendor)\//,
  // Cases of a story: what may be wrong with a phone, a certificate, a call.
  /^apps\/pipeline-e2e\/src\/diagnosis\//,
  // Types made from the description of the APIs, which has the form of each vendor; no code comes of them.
  /^apps\/console\/web\/src\/api\/types\/.*\.d\.ts$/,
  // They drive the console as people do, with phones and certificates of some vendor.
  /^tools\/(?:prove-console|screenshots)\//,
  // An example of what a message may say.
  /^tools\/send\/help\.ts$/,
];

/**
 * Where each vendor has a folder. In it other vendors may be spoken of: protocols have parts for the phones of another vendor, and hosts of
 * one that carry another's pushes.
 */
const FOLDERS = ['libs/vendors/src', 'libs/vendor-fakes/src'].flatMap((folder) =>
  VENDORS.map(({ id }) => `${folder}/${id}/`),
);
const isVendorsOwn = (file: string): boolean => FOLDERS.some((folder) => file.startsWith(folder));

const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true }).map((file) =>
    `${folder}/${String(file)}`.replaceAll('\\', '/'),
  );
const atTheTop = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:yml|json|mjs|cjs)$|^Dockerfile$/.test(entry.name))
  .map(({ name }) => name);

const sources = [
  ...['apps', 'libs', 'tools'].flatMap(below).filter((file) => /\.(?:tsx?|mjs|mts|cjs|css|html)$/.test(file)),
  ...atTheTop.filter((file) => file !== 'package-lock.json'),
].filter((file) => !file.includes('node_modules'));

/** Comments may name a vendor to explain; code may not. */
const codeOf = (file: string): string =>
  readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')
    .replace(/^\s*#.*$/gm, '');

const capital = (part: string): string => part.charAt(0).toUpperCase() + part.slice(1);

/** The word itself, as it is written in ids, names and constants; not where it is a part of another word. */
function leaksOf(id: string, text: string): boolean {
  const [first = '', ...rest] = id.split('-');
  const inNames = [first, ...rest.map(capital)].join('');
  const lower = `(?<![A-Za-z])(?:${id.split('-').join('[-_]?')}|${inNames})(?![a-z])`;
  const pascal = `${capital(inNames)}(?![a-z])`;
  const upper = `(?<![A-Z])${id.toUpperCase().split('-').join('_?')}(?![A-Z])`;
  return new RegExp(`${lower}|${pascal}|${upper}`).test(text);
}

describe('the name of a vendor', () => {
  it.each(VENDORS.map(({ id }) => id))('%s stands in its folders and in the lists only', (id) => {
    const leaking = sources
      .filter((file) => !isVendorsOwn(file) && !MAY_NAME.some((pattern) => pattern.test(file)))
      .filter((file) => leaksOf(id, codeOf(file)));
    expect(leaking).toEqual([]);
  });
  it('seam 3.10: would be found in compose, tools and every way to write it', () => {
    for (const file of ['docker-compose.yml', 'tools/new-vendor/main.ts', 'apps/dispatch/src/metrics.ts'])
      expect(sources).toContain(file);
    expect(leaksOf('xiaomi', codeOf('libs/vendors/src/registry.ts'))).toBe(true);
    expect(leaksOf('xiaomi', codeOf('libs/vendors/src/vendor.ts'))).toBe(false);
    for (const text of ['web-push', 'webPush', 'new WebPushFake()', 'WEB_PUSH_KEY', "'webpush'", 'isWebPush'])
      expect([text, leaksOf('web-push', text)]).toEqual([text, true]);
    for (const text of ['admitted', 'the admin', 'ADMITTED', 'Madman'])
      expect([text, leaksOf('adm', text)]).toEqual([text, false]);
  });
  it('is in no import of another vendor', () => {
    const strangers = FOLDERS.flatMap((folder) =>
      sources.filter((file) => file.startsWith(folder)).map((file) => ({ folder, file })),
    ).flatMap(({ folder, file }) => {
      const own = folder.split('/').at(-2);
      const others = VENDORS.filter(({ id }) => id !== own)
        .map(({ id }) => id)
        .join('|');
      return new RegExp(`from '[^']*/(?:${others})(?:/[^']*)?'`).test(codeOf(file)) ? [file] : [];
    });
    expect(strangers).toEqual([]);
  });
});

describe('the list of vendors', () => {
  it('finds each by its id, and nobody else', () => {
    for (const vendor of VENDORS) expect(vendorNamed(vendor.id)).toBe(vendor);
    expect(vendorNamed('toString')).toBeUndefined();
  });
  it('has every id once', () => expect(new Set(VENDORS.map(({ id }) => id)).size).toBe(VENDORS.length));
});
