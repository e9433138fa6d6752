// Writes what vendor-files.ts makes, as Prettier would have it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledIn, listedIn, type NewVendor } from './vendor-files';

const templates = join(__dirname, 'template');
const SUFFIX = /\.txt$/;
const CONFIG = join(__dirname, '../../.prettierrc.json');
const PRETTIER = [require.resolve('prettier/bin/prettier.cjs'), '--config', CONFIG];

/** `library` is the folder libs/vendors/src. Returns the files that were written. */
export function writeVendor(library: string, vendor: NewVendor): string[] {
  const folder = join(library, vendor.id);
  if (existsSync(folder)) throw new Error(`${folder} exists already`);
  const registry = join(library, 'registry.ts');
  const files = new Map([[registry, listedIn(readFileSync(registry, 'utf8'), vendor)]]);
  for (const template of readdirSync(templates)) {
    const file = join(folder, filledIn(template.replace(SUFFIX, ''), vendor));
    files.set(file, filledIn(readFileSync(join(templates, template), 'utf8'), vendor));
  }
  mkdirSync(folder);
  for (const [file, text] of files) writeFileSync(file, text);
  execFileSync(process.execPath, [...PRETTIER, '--write', ...files.keys()], { stdio: 'pipe' });
  return [...files.keys()];
}
