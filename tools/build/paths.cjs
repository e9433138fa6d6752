// tsconfig.base.json is the one list of path aliases; jest and swc read it here.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));

/** alias → the source files it stands for, from the root. */
const paths = compilerOptions.paths;

/** The aliases as jest's moduleNameMapper. */
const pathsToModuleNameMapper = () =>
  Object.fromEntries(
    Object.entries(paths).map(([alias, [file]]) => [
      `^${alias.replace('*', '(.*)')}$`,
      file.replace('./', '<rootDir>/').replace('*', '$1'),
    ]),
  );

module.exports = { root, paths, pathsToModuleNameMapper };
