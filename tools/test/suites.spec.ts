import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from './suites';

/** What ends by itself gets all the time it takes. */
const END_DEADLINE_MS = 30_000;
const IMPATIENT_MS = 500;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-'));
  writeFileSync(join(folder, 'jest.config.cjs'), 'module.exports = { transform: {} };');
});
afterEach(() => rmSync(folder, { recursive: true }));

function suite(body: string, endDeadlineMs: number) {
  writeFileSync(join(folder, 'one.spec.js'), `test('one', () => { ${body} });`);
  return runJest(
    'a suite',
    ['--rootDir', folder, '--config', join(folder, 'jest.config.cjs')],
    {},
    endDeadlineMs,
  );
}

describe('one suite of npm test', () => {
  it('passes', async () => {
    expect(await suite('', END_DEADLINE_MS)).toMatchObject({ passed: 1, failed: 0 });
  }, 60_000);

  it('FF 2.14: is ended when its results are there and something keeps it, which is a failure', async () => {
    const open = "require('node:net').createServer().listen(0)";
    expect(await suite(open, IMPATIENT_MS)).toMatchObject({ passed: 1, failed: 1 });
  }, 60_000);
});
