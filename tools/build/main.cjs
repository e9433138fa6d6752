// Compiles the src of projects to dist, file by file: `node tools/build/main.cjs apps/presence`. The tree in dist is the tree of the
// repository, so that an alias becomes a relative path and a stack trace names the file that a reader knows. dist holds nothing that only
// specs and fakes take; the sandbox is built apart, with the fakes: `--to dist-sandbox --fakes`.
const { transformFileSync } = require('@swc/core');
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { parseArgs } = require('node:util');
const { root } = require('./paths.cjs');
const { options } = require('./swc.cjs');

const { values, positionals: projects } = parseArgs({
  options: { to: { type: 'string', default: 'dist' }, fakes: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const to = resolve(root, values.to);
const isLeftOut = values.fakes ? /(\.spec|\bfor-testing)\.ts$/ : /(\.spec|\bfor-testing|\bfor-fakes)\.ts$/;
const isSource = (file) => file.endsWith('.ts') && !isLeftOut.test(file);

for (const project of projects) {
  rmSync(join(to, project), { recursive: true, force: true });
  for (const file of readdirSync(join(root, project, 'src'), { recursive: true }).filter(isSource)) {
    const source = join(root, project, 'src', file);
    const target = join(to, project, 'src', file).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      transformFileSync(source, { ...options, sourceMaps: false, filename: source }).code,
    );
  }
}
