// `npm start`: installs and builds what is missing on a fresh clone, then starts everything. The work is in tools/start/main.ts.
// A wrong command line, and a second start, end before that.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';
import before from './start/before.cjs';

const runningFile = process.env.RUNNING_FILE ?? fileURLToPath(new URL('../.running.json', import.meta.url));
const asked = before.beforeStart(process.argv.slice(2), runningFile);
if (asked.step === 'stop') {
  (asked.code === 0 ? console.log : console.error)(asked.says);
  process.exit(asked.code);
}

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
