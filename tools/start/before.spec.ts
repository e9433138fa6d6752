import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeStart } from './before.cjs';

const root = join(__dirname, '../..');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'before-'));
  file = join(folder, 'running.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As npm runs it; ends in time only if nothing is installed, built or started. */
const npmStart = (...args: string[]) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const env = { ...process.env, RUNNING_FILE: file };
    execFile(
      process.execPath,
      ['tools/start.mjs', ...args],
      { cwd: root, env, timeout: 60_000 },
      (error, out, err) => resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });

describe('newcomer 2: npm start looks at its command line before it installs or builds', () => {
  it.each([
    ['--onec', '"--onec" is not known here: did you mean --once?'],
    ['--once=true', 'did you mean --once?'],
    ['once', 'did you mean --once?'],
    ['--', 'did you mean --once?', 'x'],
    ['--halp', 'did you mean --help?'],
    ['help', 'did you mean --help?'],
  ])('refuses %s', (arg, words, ...more) => {
    const verdict = beforeStart([arg, ...more], file);
    expect(verdict).toMatchObject({ step: 'stop', code: 2, says: expect.stringContaining(words) });
  });

  it('takes --once, and nothing', () => {
    expect(beforeStart(['--once'], file)).toEqual({ step: 'go', once: true });
    expect(beforeStart([], file)).toEqual({ step: 'go', once: false });
  });

  it('ends with code 2 on a typo, and with code 0 after its help', async () => {
    const [typo, help] = await Promise.all([npmStart('--onec'), npmStart('--help')]);
    expect(typo).toEqual({ code: 2, out: '', err: expect.stringContaining('did you mean --once?') });
    expect(help).toEqual({ code: 0, out: expect.stringContaining('npm start -- --once'), err: '' });
  });
});

describe('issue 10, stop 11: a setting that is wrong', () => {
  it('ends npm start before Kafka and PostgreSQL are started, and is said once', async () => {
    const env = { ...process.env, CERTIFICATES_EFFECTIVE_AFTER_SECONDS: 'soon', RUNNING_FILE: file };
    const said = await new Promise<string>((resolve) =>
      execFile(process.execPath, ['tools/run.mjs', 'start', '--once'], { cwd: root, env }, (_, out, err) =>
        resolve(out + err),
      ),
    );
    expect(said.match(/CERTIFICATES_EFFECTIVE_AFTER_SECONDS must be a whole number/g)).toHaveLength(1);
    expect(said).not.toMatch(/Kafka is up|PostgreSQL is up/);
  }, 120_000);
});

describe('newcomer 2: a second npm start beside a running one', () => {
  const names = (text: string) => writeFileSync(file, text);

  it('is refused with the way to run it, and leaves the file as it is', async () => {
    const text = JSON.stringify({ pid: process.pid });
    names(text);
    const { code, out, err } = await npmStart();
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/runs here already: process \d+.*RUNNING_FILE=\S+ npm start/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is no matter to --once, which has no file', () => {
    names(JSON.stringify({ pid: process.ppid }));
    expect(beforeStart([], file)).toMatchObject({ step: 'stop', code: 1 });
    expect(beforeStart(['--once'], file)).toEqual({ step: 'go', once: true });
  });

  // The largest process id of Linux is 2^22.
  it.each(['{"pid":4194305}', '{"pid":"1"}', '{"pid":0}', 'null', '{"pi'])(
    'is the only one where the file is a remnant: %s',
    (text) => {
      names(text);
      expect(beforeStart([], file)).toEqual({ step: 'go', once: false });
    },
  );
});
