// Finds files that import each other in a circle, types included: none of them can be read, moved or tested without the others.
// `node tools/lint/circles.mjs [folder]` names them and fails if there are any; without a folder it looks at this repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = process.argv[2] ?? join(import.meta.dirname, '../..');
const ENDINGS = ['', '.ts', '/index.ts'];

/** Path → the paths it imports. */
function importsIn(root) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const aliases = Object.entries(config.compilerOptions.paths ?? {});
  // Not what runs beside it: the folders of a database come and go while somebody looks.
  const folders = ['apps', 'libs', 'tools'].filter((folder) => existsSync(join(root, folder)));
  const names = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const files = names.filter((name) => /\.(ts|mjs|cjs)$/.test(name));
  const known = new Set(files.filter((name) => !name.includes('node_modules/')));
  const named = (from, word) =>
    placesOf(word, from, aliases)
      .flatMap((place) => ENDINGS.map((ending) => place + ending))
      .find((path) => known.has(path)) ?? [];
  const imports = (file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
    return importedFiles.flatMap(({ fileName }) => named(file, fileName));
  };
  return new Map([...known].map((file) => [file, imports(file)]));
}

/** Where a word after `from` may lead. */
function placesOf(word, from, aliases) {
  if (word.startsWith('.')) return [join(dirname(from), word)];
  return aliases.flatMap(([alias, [place]]) => {
    const [start] = alias.split('*');
    const isMeant = alias.endsWith('*') ? word.startsWith(start) : word === alias;
    return isMeant ? [join(place.replace('*', word.slice(start.length)))] : [];
  });
}

/** Each group of files that all reach each other (Tarjan's strongly connected components). */
function circlesIn(imports) {
  const [order, lowest, path, found] = [new Map(), new Map(), [], []];
  const visit = (file) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    path.push(file);
    for (const next of imports.get(file)) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const group = path.splice(path.indexOf(file));
    if (group.length > 1 || imports.get(file).includes(file)) found.push(group);
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}

const circles = circlesIn(importsIn(resolve(ROOT)));
for (const files of circles) console.error(`these files import each other: ${files.join(', ')}`);
process.exitCode = circles.length > 0 ? 1 : 0;
