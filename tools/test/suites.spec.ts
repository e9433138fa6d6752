import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { atMost, runCommand, runJest } from './suites';

/** What ends by itself gets all the time it takes. */
const END_DEADLINE_MS = 30_000;
const IMPATIENT_MS = 500;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-'));
  writeFileSync(join(folder, 'jest.config.cjs'), 'module.exports = { transform: {} };');
});
afterEach(() => rmSync(folder, { recursive: true }));

const aSpec = (name: string, body: string): void =>
  writeFileSync(join(folder, `${name}.spec.js`), `test('${name}', () => { ${body} });`);

const suite = ({ processes = 1, endDeadlineMs = END_DEADLINE_MS } = {}) =>
  runJest(
    'a suite',
    ['--rootDir', folder, '--config', join(folder, 'jest.config.cjs')],
    {},
    { processes, endDeadlineMs },
  );

describe('one suite of npm test', () => {
  it('passes', async () => {
    aSpec('one', '');
    expect(await suite()).toMatchObject({ passed: 1, failed: 0 });
  }, 60_000);

  it('FF 2.14: is ended when its results are there and something keeps it, which is a failure', async () => {
    aSpec('one', "require('node:net').createServer().listen(0)");
    expect(await suite({ endDeadlineMs: IMPATIENT_MS })).toMatchObject({ passed: 1, failed: 1 });
  }, 60_000);

  it('says which file cannot be read', async () => {
    aSpec('one', '}');
    const { failures } = await suite();
    expect(failures).toEqual([
      expect.stringMatching(/one\.spec\.js\n.*Jest encountered an unexpected token/s),
    ]);
  }, 60_000);

  it('is the sum of the processes that share it, each file in one of them', async () => {
    for (const name of ['one', 'two', 'three']) aSpec(name, '');
    aSpec('four', "throw new Error('as it should')");
    expect(await suite({ processes: 2 })).toMatchObject({
      passed: 3,
      failed: 1,
      failures: [expect.stringMatching(/four\.spec\.js: four\nError: as it should\n/)],
    });
  }, 60_000);
});

describe('a command of npm test', () => {
  it('is one test, which passes with exit code 0', async () => {
    expect(await runCommand('a command', [process.execPath, '-e', ''])).toMatchObject({
      passed: 1,
      failed: 0,
    });
  });

  it.each([[process.execPath, '-e', 'process.exit(3)'], ['no-such-command']])(
    'fails with another, and if there is no such command: %s',
    async (...command) => {
      expect(await runCommand('a command', command)).toMatchObject({ passed: 0, failed: 1 });
    },
  );
});

describe('jobs side by side', () => {
  it('are no more than allowed at once, and answer in their order', async () => {
    let [running, most] = [0, 0];
    const job = (number: number) => async () => {
      most = Math.max(most, ++running);
      for (let turn = number; turn < 5; turn++) await setImmediate();
      running--;
      return number;
    };
    expect(await atMost(2, [0, 1, 2, 3, 4].map(job))).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });
});
