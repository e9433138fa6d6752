// A service that is laid out works as it is, in a copy of the repository: it compiles, the linter has nothing to say, its own specs start
// its whole module over the in-memory bus and PostgreSQL, and the house's lists of services are whole with it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeService } from './write';

const root = join(__dirname, '../..');
const name = 'foo-log';
const COPIED = [
  ...['apps', 'libs', 'tools', 'docker-compose.yml', 'package.json', 'nx.json'],
  ...['tsconfig.base.json', 'tsconfig.json', 'eslint.config.mjs', 'jest.config.cjs', 'jest.preset.cjs'],
];
const DEADLINE_MS = 180_000;

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-service-'));
  for (const part of COPIED) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeService(copy, { name, bornAtMs: 1_796_000_000_000 });
});
afterAll(() => rmSync(copy, { recursive: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    timeout: DEADLINE_MS,
  });
  return { status, said: stdout + stderr };
};
/** Silent, with exit code 0. */
const GOOD = { status: 0, said: '' };

it.each([
  [name, 'a service'],
  ['postgres', 'a service of the compose file'],
  ['compiler', "Nx's name of tools/build"],
])('is not laid out as %s, which is the name of %s already', (taken) =>
  expect(() => writeService(copy, { name: taken, bornAtMs: 0 })).toThrow(
    `there is a project or program ${taken}`,
  ),
);

it(
  'compiles',
  () => expect(run('node_modules/typescript/bin/tsc', '-p', `apps/${name}/tsconfig.json`)).toEqual(GOOD),
  DEADLINE_MS,
);

it(
  'is what the linter wants',
  () => {
    // Which project may import which is Nx's to say, and a copy is no workspace of Nx: its tags are those of every app.
    const rule = ['--rule', '@nx/enforce-module-boundaries: off'];
    const eslint = 'node_modules/eslint/bin/eslint.js';
    expect(run(eslint, '--max-warnings', '0', ...rule, `apps/${name}`)).toEqual(GOOD);
  },
  DEADLINE_MS,
);

it(
  'is ready, and passes its own specs and those that every service passes',
  () => {
    const specs = [`apps/${name}/`, 'tools/lint/(suffixes|targets)'];
    const { status, said } = run('node_modules/jest/bin/jest.js', '--runInBand', '--verbose', ...specs);
    expect(status === 0 ? '' : said).toBe('');
    expect(said).toMatch(new RegExp(`PASS apps/${name}/src/${name}\\.flow\\.spec\\.ts.*\n.*✓ is ready`));
  },
  DEADLINE_MS,
);

it(
  'starts from its main.ts, and describes its API',
  () => {
    const env = ['DATABASE_URL=postgres://nobody@127.0.0.1:1/none', 'KAFKA_BROKERS=127.0.0.1:1'];
    const main = ['-r', './tools/build/register.cjs', `apps/${name}/src/main.ts`, '--print-openapi'];
    const { stdout } = spawnSync('env', [...env, process.execPath, ...main], { cwd: copy, encoding: 'utf8' });
    expect(Object.keys((JSON.parse(stdout) as { paths: object }).paths)).toEqual(['/v1/apps/{app}/latest']);
  },
  DEADLINE_MS,
);
