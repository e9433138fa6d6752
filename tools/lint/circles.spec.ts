// Beside the rules of boundaries.spec.ts `npm run lint` finds what no single file shows: files and projects that import each other in a
// circle, and exports that nobody imports.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const CIRCLES = [join(__dirname, 'circles.mjs')];
const KNIP = [
  join(ROOT, 'node_modules/knip/bin/knip.js'),
  '--no-progress',
  '--config',
  join(ROOT, 'knip.json'),
];

const ALIASES = { '@offline-push/bus': ['./libs/bus/src/index.ts'] };
const MAIN = 'apps/presence/src/main.ts';

describe('npm run lint', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offline-push-lint-'));
    write('tsconfig.base.json', JSON.stringify({ compilerOptions: { paths: ALIASES } }));
    write('package.json', '{ "name": "planted" }');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  const run = (command: readonly string[], ...more: string[]): { status: number | null; words: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...more], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, words: stdout + stderr };
  };

  it('refuses two files that import each other, if only for a type and over an alias', () => {
    write(MAIN, "import { bus } from '@offline-push/bus';\nbus();\n");
    write('libs/bus/src/index.ts', "export { bus } from './bus';\nexport interface Options { a: 1 }\n");
    write(
      'libs/bus/src/bus.ts',
      "import type { Options } from '.';\nexport const bus = (o?: Options) => o;\n",
    );
    const { status, words } = run(CIRCLES, folder);
    expect(words).toBe('these files import each other: libs/bus/src/index.ts, libs/bus/src/bus.ts\n');
    expect(status).toBe(1);
  });

  it('refuses two projects that import each other, if only a spec does and file by file there is no circle', () => {
    for (const project of ['bus', 'testing']) write(`libs/${project}/project.json`, '{}');
    write('libs/bus/src/index.ts', 'export const bus = 1;\n');
    write('libs/bus/src/bus.spec.ts', "import '../../testing/src/memory-bus';\n");
    write('libs/testing/src/memory-bus.ts', "import '@offline-push/bus';\n");
    const { status, words } = run(CIRCLES, folder);
    expect(words).toMatch(/^these projects import each other: libs\/\w+, libs\/\w+\n$/);
    expect(status).toBe(1);
  });

  it('takes a project within another that imports it', () => {
    for (const project of ['tools', 'tools/parts']) write(`${project}/project.json`, '{}');
    write('tools/main.ts', "import './parts/parts';\n");
    write('tools/parts/parts.ts', 'export {};\n');
    expect(run(CIRCLES, folder)).toEqual({ status: 0, words: '' });
  });

  it('takes files that only share what they import', () => {
    write(MAIN, "import './one';\nimport './other';\n");
    write('apps/presence/src/one.ts', "import '@offline-push/bus';\n");
    write('apps/presence/src/other.ts', "import './one';\nimport '@offline-push/bus';\n");
    write('libs/bus/src/index.ts', 'export {};\n');
    expect(run(CIRCLES, folder)).toEqual({ status: 0, words: '' });
  });

  it('refuses an export that nobody imports, and a file that nobody needs', () => {
    write(MAIN, "import { used } from './words';\nused();\n");
    write('apps/presence/src/words.ts', 'export const used = () => LEFT;\nexport const LEFT = 1;\n');
    write('apps/presence/src/alone.ts', 'export const alone = 1;\n');
    const { status, words } = run(KNIP);
    expect(words).toMatch(/Unused files[^]*apps\/presence\/src\/alone\.ts/);
    expect(words).toMatch(/Unused exports[^]*LEFT +apps\/presence\/src\/words\.ts:2/);
    expect(words).not.toMatch(/^used /m);
    expect(status).toBe(1);
  });
});
