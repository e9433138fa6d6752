// What ships holds no fake, no conformance suite, no test; and nothing in it asks for a file that it lacks.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Project {
  targets?: { build?: { options?: { command: string } } };
}

const root = join(__dirname, '../..');
const projects = ['apps', 'apps/console', 'libs', 'tools'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}`)
    .filter((project) => existsSync(join(root, project, 'project.json'))),
);
const buildOf = (project: string) =>
  (JSON.parse(readFileSync(join(root, project, 'project.json'), 'utf8')) as Project).targets?.build;

/** Built as nx builds them, but into a folder of this spec. */
const shipped = projects.filter((project) => buildOf(project) && !buildOf(project)?.options);
const sandbox = buildOf('apps/vendor-sandbox')?.options?.command ?? '';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'dist-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function filesOfBuild(command: string): string[] {
  const [program, ...args] = command.split(' ');
  const { status, stderr } = spawnSync(String(program), args, { cwd: root, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return filesIn(folder);
}

const filesIn = (to: string): string[] =>
  readdirSync(to, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));

/** What a file asks for by a path, and is not there. */
const missingOf = (file: string): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/require\("(\.[^"]+)"\)/g)]
    .map(([, path = '']) => join(dirname(file), path))
    .filter((path) => ['', '.js', '/index.js'].every((end) => !isFile(join(folder, path + end))))
    .map((path) => `${file} asks for ${path}`);

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

it('dist holds no fake, no conformance suite, no harness and no spec, and all that it asks for', () => {
  const files = filesOfBuild(`node tools/build/main.cjs --to ${folder} ${shipped.join(' ')}`);
  expect(files).toContain('apps/dispatch/src/main.js');
  expect(
    files.filter((file) => /fake|conformance|testing|fixture|harness|memory-bus|sandbox|\.spec\./.test(file)),
  ).toEqual([]);
  expect(files.flatMap(missingOf)).toEqual([]);
});

it('the sandbox and the demo are built apart, with all that they ask for', () => {
  rmSync(folder, { recursive: true });
  const files = filesOfBuild(sandbox.replace('dist-sandbox', folder));
  expect(files).toEqual(
    expect.arrayContaining(['apps/vendor-sandbox/src/main.js', 'tools/demo/src/main.js']),
  );
  expect(files.filter((file) => /testing|\.spec\./.test(file))).toEqual([]);
  expect(files.flatMap(missingOf)).toEqual([]);
});
