// A generated vendor compiles, is in every list, and fails its suite until its rules and codes are written: and for that reason only.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextSteps } from './next-steps';
import { filledIn, listedIn, type NewVendor, problemOf } from './vendor-files';
import { writeVendor } from './write';

const root = join(__dirname, '../..');
const vendor = { id: 'foo-push', name: 'Foo Push & Co.' };

describe('the words of a new vendor', () => {
  it.each([
    ['Foo', 'Foo Push', /--id/],
    ['foo_push', 'Foo Push', /--id/],
    ['foo--push', 'Foo Push', /--id/],
    ['-foo', 'Foo Push', /--id/],
    ['x'.repeat(33), 'Foo Push', /--id/],
    ['host', 'Foo Push', /folder of the library/],
    ['new', 'Foo Push', /a word of JavaScript/],
    ['await', 'Foo Push', /a word of JavaScript/],
    ['xiaomi', 'Foo Push', /already/],
    ['foo', "Foo's Push", /--name/],
    ['foo', '', /--name/],
  ])('refuse %j with the name %j', (id, name, says) => {
    expect(problemOf({ id, name }, ['xiaomi'])).toMatch(says);
  });
  it('may have hyphens', () => expect(problemOf(vendor, ['xiaomi'])).toBeUndefined());
  it('stand in the files in the form that each place needs', () => {
    expect(filledIn('__id__ __Name__ __Pascal__Fake __camel__', vendor)).toBe(
      'foo-push Foo Push & Co. FooPushFake fooPush',
    );
  });
});

describe('the list of vendors', () => {
  const list = (imports: string, entries: string) =>
    `import type { Vendor } from './vendor';\n${imports}\nexport const VENDORS: readonly Vendor[] = [${entries}];\n`;
  it.each([
    ['before others', "import { xiaomi } from './xiaomi';\n", 'xiaomi', /foo-push'[^]*xiaomi'/],
    ['after others', "import { apns } from './apns';\n", 'apns', /apns'[^]*foo-push'/],
    ['on many lines', "import { apns } from './apns';\n", '\n  apns,\n', /apns'[^]*foo-push'/],
  ])('gets one more %s', (_where, imports, entries, order) => {
    const longer = listedIn(list(imports, entries), vendor);
    expect(longer).toMatch(order);
    expect(longer).toMatch(/\[\s*(apns|xiaomi), fooPush\];/);
  });
  it('is left alone if it does not look as known', () => {
    expect(() => listedIn('export const VENDORS = all();', vendor)).toThrow(/not as this tool knows/);
  });
});

describe('generated vendors', () => {
  const list: NewVendor = vendor;
  const oneToken: NewVendor = { id: 'bar', name: 'Bar', isOneToken: true };
  const both = [list, oneToken];
  let copy: string;
  let libs: string;

  /** The repository as far as a vendor needs it. */
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'new-vendor-'));
    libs = join(copy, 'libs');
    for (const part of [
      'libs/contracts',
      'libs/vendors',
      'libs/vendor-fakes',
      'tools/build',
      'tsconfig.base.json',
      'jest.preset.cjs',
      'package.json',
    ])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, 'jest.config.cjs'), "module.exports = require('./jest.preset.cjs');");
    const compilerOptions = { types: ['node', 'jest'], noEmit: true };
    const include = both.flatMap(({ id }) => [`libs/vendors/src/${id}`, `libs/vendor-fakes/src/${id}`]);
    writeFileSync(
      join(copy, 'tsconfig.json'),
      JSON.stringify({ extends: './tsconfig.base.json', compilerOptions, include }),
    );
    for (const each of both) writeVendor(libs, each);
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it.each([
    ['vendors/src/catalog.ts', "import { catalog as fooPush } from './foo-push/catalog';"],
    ['vendors/src/registry.ts', "import { fooPush } from './foo-push';"],
    ['vendor-fakes/src/fakes.ts', "import { fooPush } from './foo-push';"],
  ])('are in the list %s', (list, line) => {
    expect(readFileSync(join(libs, list), 'utf8')).toContain(line);
    expect(readFileSync(join(libs, list), 'utf8')).toMatch(/\w+,\s*fooPush,\s*bar,?\s*\]/);
  });
  it.each([true, false])(
    'seam 5: have next steps whose every path and command is there (one token: %s)',
    (isOneToken) => {
      const said = nextSteps({ ...(isOneToken ? oneToken : list), isOneToken });
      const paths = [...said.matchAll(/(?:libs|docs|tools)\/[\w./-]*\w|CHANGELOG\.md/g)].map(
        ([path]) => path,
      );
      expect(paths.length).toBeGreaterThan(15);
      expect(paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(copy, path)))).toEqual(
        [],
      );
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
      const commands = [...said.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
      expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
    },
  );
  it('compile', () => {
    const { stdout, status } = run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
    expect(stdout).toBe('');
    expect(status).toBe(0);
  }, 300_000);
  it('seam 5: fail their suites until the rules and codes are written', () => {
    const report = suites();
    expect(report.passed).toBeGreaterThan(40);
    for (const { name } of both)
      expect(report.failed).toEqual(
        expect.arrayContaining([
          `${name} as a vendor its client gets a push accepted, and the phone shows it`,
          `the codes of ${name} are known, each with the page that explains it`,
        ]),
      );
  }, 300_000);
  it('seam 5: pass them once they are, probe and secrets included, with a list and with one token a request', () => {
    const row = (code: string, kind: string) =>
      `{ code: '${code}', means: '', ruling: { kind: '${kind}' }, source: 'page' }`;
    const rows = [
      row('bad-secret', 'credential-broken'),
      row('busy', 'throttled'),
      row('unknown-token', 'token-dead'),
    ];
    for (const { id } of both) {
      edit(`vendors/src/${id}/codes.ts`, 'CodeRow[] = []', `CodeRow[] = [${rows.join()}]`);
      edit(`vendor-fakes/src/${id}/fake-rules.ts`, ', unwritten]', ']');
    }
    expect(suites()).toMatchObject({ failed: [] });
  }, 300_000);

  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });

  function edit(name: string, from: string, to: string): void {
    const file = join(libs, name);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  }

  function suites(): { passed: number; failed: string[] } {
    const theirs = both.map(({ id }) => `libs/vendor-fakes/src/${id}`);
    const { stdout } = run('node_modules/jest/bin/jest.js', '--json', ...theirs);
    const { testResults } = JSON.parse(stdout) as {
      testResults: { assertionResults: { status: string; fullName: string }[] }[];
    };
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const failed = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    return { passed: tests.filter(({ status }) => status === 'passed').length, failed };
  }
});
