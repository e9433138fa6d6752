// Lets Node require our TypeScript: the same swc options as everywhere, without a build step. For tools only.
const { addHook } = require('pirates');
const { transformSync } = require('@swc/core');
const { options } = require('./swc.cjs');

addHook((source, filename) => transformSync(source, { ...options, filename }).code, {
  exts: ['.ts'],
  ignoreNodeModules: true,
});
