// Writes what vendor-files.ts makes, as Prettier would have it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filledIn, listedIn, type NewVendor } from './vendor-files';

const templates = join(__dirname, 'template');
const ONE_TOKEN = 'one-token';
const SUFFIX = /\.txt$/;
const CONFIG = join(__dirname, '../../.prettierrc.json');
const PRETTIER = [require.resolve('prettier/bin/prettier.cjs'), '--config', CONFIG];

/** The two halves of a vendor: the library that has its folder, its lists there, and the templates. */
const HALVES = [
  { library: 'vendors/src', lists: ['catalog.ts', 'registry.ts'], template: 'vendor' },
  { library: 'vendor-fakes/src', lists: ['fakes.ts'], template: 'fakes' },
];

/** `libs` is the folder of all libraries. Returns the files that were written. */
export function writeVendor(libs: string, vendor: NewVendor): string[] {
  const folders = HALVES.map(({ library }) => join(libs, library, vendor.id));
  const taken = folders.find((folder) => existsSync(folder));
  if (taken !== undefined) throw new Error(`${taken} exists already`);
  const files = new Map(HALVES.flatMap((half) => filesOf(libs, half, vendor)));
  for (const folder of folders) mkdirSync(folder);
  for (const [file, text] of files) writeFileSync(file, text);
  execFileSync(process.execPath, [...PRETTIER, '--write', ...files.keys()], { stdio: 'pipe' });
  return [...files.keys()];
}

/** A half's lists with one more line, and its filled templates: path → text. */
function filesOf(libs: string, half: (typeof HALVES)[number], vendor: NewVendor): [string, string][] {
  const library = join(libs, half.library);
  const filled = templatesOf(half, vendor).map((template): [string, string] => [
    join(library, vendor.id, filledIn(basename(template).replace(SUFFIX, ''), vendor)),
    filledIn(readFileSync(template, 'utf8'), vendor),
  ]);
  const listed = half.lists.map((name): [string, string] => {
    const list = join(library, name);
    return [list, listedIn(readFileSync(list, 'utf8'), vendor)];
  });
  return [...listed, ...filled];
}

/** Those of a list vendor; what a vendor with one token a request does otherwise stands instead. */
function templatesOf({ template }: (typeof HALVES)[number], { isOneToken = false }: NewVendor): string[] {
  const own = join(templates, ONE_TOKEN, template);
  const others = isOneToken ? readdirSync(own) : [];
  return readdirSync(join(templates, template)).map((name) =>
    join(others.includes(name) ? own : join(templates, template), name),
  );
}
