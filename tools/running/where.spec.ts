// A platform that was killed leaves its file behind. Whoever reads it is told so, and not sent to addresses that lead nowhere.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from '@offline-push/platform';
import { whereTheLogIs } from './where';

const STARTED = {
  app: 'demo',
  apis: { 'delivery-log': 'http://127.0.0.1:1' },
  apiKeys: { viewer: 'opk_v' },
} as unknown as Running;

describe('issue 12, 4: which delivery-log a tool asks', () => {
  const none = () => undefined;
  it('is that of npm start', () =>
    expect(whereTheLogIs({}, () => STARTED)).toEqual({
      url: 'http://127.0.0.1:1',
      key: 'opk_v',
      app: 'demo',
    }));
  it('is that of the environment', () =>
    expect(
      whereTheLogIs(
        { OFFLINE_PUSH_LOG_URL: 'https://log.example.com/', OFFLINE_PUSH_API_KEY: 'opk_x' },
        none,
      ),
    ).toEqual({ url: 'https://log.example.com', key: 'opk_x', app: 'demo' }));
  it('is none where the environment names another Kafka, or nothing runs', () => {
    expect(whereTheLogIs({ KAFKA_BROKERS: 'b:9092' }, () => STARTED)).toMatch(
      /^was not asked: OFFLINE_PUSH_LOG_URL/,
    );
    expect(whereTheLogIs({}, none)).toBe('does not run');
  });
});

const root = join(__dirname, '../..');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'where-'));
  file = join(folder, 'running.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const left = (pid: number): string => JSON.stringify({ pid, app: 'demo', brokers: ['127.0.0.1:1'] });
/** Of no process: the largest id of Linux is 2^22. */
const GONE = 4_194_305;

const npmRun = (...args: string[]) =>
  new Promise<{ code: unknown; err: string }>((resolve) => {
    const env = { ...process.env, RUNNING_FILE: file, KAFKA_BROKERS: '', API_KEYS_FILE: '' };
    execFile(process.execPath, ['tools/run.mjs', ...args], { cwd: root, env }, (error, _, err) =>
      resolve({ code: error === null ? 0 : error.code, err }),
    );
  });

describe('newcomer 8: the file of a platform that was killed', () => {
  it.each([
    ['why', '--message', 'm-1'],
    ['send', 'message', '--to', 'bob', '--text', 'x'],
    ['keys', 'list'],
  ])(
    'is removed, and npm run %s says that nothing is running',
    async (...args) => {
      writeFileSync(file, left(GONE));
      const { code, err } = await npmRun(...args);
      expect(code).not.toBe(0);
      expect(err).toContain(`nothing is running: what ${file} named (process ${GONE}) has ended`);
      expect(existsSync(file)).toBe(false);
    },
    60_000,
  );

  it('is left to a platform that lives', async () => {
    writeFileSync(file, left(process.pid));
    await npmRun('keys', 'list');
    expect(readFileSync(file, 'utf8')).toBe(left(process.pid));
  }, 60_000);
});
