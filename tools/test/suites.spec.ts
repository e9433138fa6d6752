import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from './suites';

const END_DEADLINE_MS = 500;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-'));
  writeFileSync(join(folder, 'jest.config.cjs'), 'module.exports = { transform: {} };');
});
afterEach(() => rmSync(folder, { recursive: true }));

function suite(body: string) {
  writeFileSync(join(folder, 'one.spec.js'), `test('one', () => { ${body} });`);
  return runJest(
    'a suite',
    ['--rootDir', folder, '--config', join(folder, 'jest.config.cjs')],
    {},
    END_DEADLINE_MS,
  );
}

describe('one suite of npm test', () => {
  it('passes', async () => {
    expect(await suite('')).toMatchObject({ passed: 1, failed: 0 });
  });

  it('FF 2.14: is ended when its results are there and something keeps it, which is a failure', async () => {
    const open = "require('node:net').createServer().listen(0)";
    expect(await suite(open)).toMatchObject({ passed: 1, failed: 1 });
  }, 60_000);
});
