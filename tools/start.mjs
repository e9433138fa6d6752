// `npm start`: installs and builds what is missing on a fresh clone, then starts everything. The work is in tools/start/main.ts.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { ensureInstalled } from './install.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';

await ensurePrerequisites();
await ensureInstalled();
console.log('Building …');
const build = spawnSync('npx', ['nx', 'run-many', '-t', 'build', '--output-style=static'], {
  encoding: 'utf8',
});
if (build.status !== 0) {
  console.error(`${build.stdout}\n${build.stderr}`);
  process.exit(1);
}
const require = createRequire(import.meta.url);
require('./build/register.cjs');
require('./start/main.ts');
