// Compiles one project's src to dist, file by file: `node tools/build/main.cjs apps/presence`. The tree in dist is the tree of the repository,
// so that an alias becomes a relative path and a stack trace names the file that a reader knows.
const { transformFileSync } = require('@swc/core');
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { root } = require('./paths.cjs');
const { options } = require('./swc.cjs');

const project = process.argv[2];
const isSource = (file) => file.endsWith('.ts') && !/\.spec\.ts$/.test(file);

rmSync(join(root, 'dist', project), { recursive: true, force: true });
for (const file of readdirSync(join(root, project, 'src'), { recursive: true }).filter(isSource)) {
  const source = join(root, project, 'src', file);
  const target = join(root, 'dist', relative(root, source)).replace(/\.ts$/, '.js');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, transformFileSync(source, { ...options, sourceMaps: false, filename: source }).code);
}
