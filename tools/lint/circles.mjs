// Finds files and projects that import each other in a circle, types and specs included: none of them can be read, moved or tested without
// the others. `node tools/lint/circles.mjs [folder]` names them and fails if there are any; without a folder it looks at this repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = process.argv[2] ?? join(import.meta.dirname, '../..');
const ENDINGS = ['', '.ts', '/index.ts'];

/** The folders of apps, libraries and tools. Other folders are left out: those of a running database come and go during the search. */
const namesIn = (root) =>
  ['apps', 'libs', 'tools']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => !name.includes('node_modules/'));

/** Path → the paths it imports. */
function importsIn(root, names) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const aliases = Object.entries(config.compilerOptions.paths ?? {});
  const known = new Set(names.filter((name) => /\.(ts|mjs|cjs)$/.test(name)));
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

/** Project → the other projects that its files import. A file is of the innermost project around it. */
function projectsIn(imports, names) {
  const folders = names.filter((name) => basename(name) === 'project.json').map((name) => dirname(name));
  const projectOf = (file) =>
    folders
      .filter((folder) => file.startsWith(`${folder}/`))
      .reduce((inner, folder) => (folder.length > inner.length ? folder : inner), '');
  const projects = new Map(folders.map((folder) => [folder, new Set()]));
  for (const [file, imported] of imports) {
    const [from, ...to] = [file, ...imported].map(projectOf);
    for (const project of to) if (project !== '' && project !== from) projects.get(from)?.add(project);
  }
  return projects;
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

/** Each group that all reach each other (Tarjan's strongly connected components). */
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
    if (group.length > 1 || [...imports.get(file)].includes(file)) found.push(group);
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}

const root = resolve(ROOT);
const names = namesIn(root);
const imports = importsIn(root, names);
const tell = (what, circles) => {
  for (const circle of circles) console.error(`these ${what} import each other: ${circle.join(', ')}`);
  if (circles.length > 0) process.exitCode = 1;
};
tell('files', circlesIn(imports));
tell('projects', circlesIn(projectsIn(imports, names)));
