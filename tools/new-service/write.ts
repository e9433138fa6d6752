// Writes a new service's folder and its lines in the house's lists, as Prettier would have them: all of it or nothing.
import { WrongUsage } from '@offline-push/arguments';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { LISTED_IN, listedIn } from './lists';
import { filledIn, type NewService, problemOf } from './service-files';

const templates = join(__dirname, 'template');
const SUFFIX = /\.txt$/;
const CONFIG = join(__dirname, '../../.prettierrc.json');
const PRETTIER = [require.resolve('prettier/bin/prettier.cjs'), '--config', CONFIG];

/** `root` is the repository. Returns the files that were written. */
export function writeService(root: string, service: NewService): string[] {
  const problem = problemOf(service.name, takenIn(root));
  if (problem !== undefined) throw new WrongUsage(problem);
  const files = new Map([...listsOf(root, service), ...filesOf(root, service)]);
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  execFileSync(process.execPath, [...PRETTIER, '--write', ...files.keys()], { stdio: 'pipe' });
  return [...files.keys()];
}

/** Nx knows a project by its name alone, the image a program, and the compose file a service. */
function takenIn(root: string): string[] {
  const { services } = load(readFileSync(join(root, 'docker-compose.yml'), 'utf8')) as { services: object };
  const folders = ['apps', 'libs', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  );
  return [
    ...Object.keys(services),
    ...folders.map((folder) => basename(folder)),
    ...folders.flatMap(projectIn),
  ];
}

function projectIn(folder: string): string[] {
  const file = join(folder, 'project.json');
  return existsSync(file) ? [(JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name] : [];
}

const listsOf = (root: string, service: NewService): [string, string][] =>
  LISTED_IN.map((path) => {
    const file = join(root, path);
    return [file, listedIn(path, readFileSync(file, 'utf8'), service)];
  });

const filesOf = (root: string, service: NewService): [string, string][] =>
  readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((template) => SUFFIX.test(template))
    .map((template) => [
      join(root, 'apps', service.name, filledIn(template.replace(SUFFIX, ''), service)),
      filledIn(readFileSync(join(templates, template), 'utf8'), service),
    ]);
