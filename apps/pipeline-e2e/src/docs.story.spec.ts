// docs/http.md is run as it stands: every command of it, in one shell, against the real services.
import { SERVICES, Stage } from '@offline-push/platform';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(300_000);

const ROOT = join(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/http.md'), 'utf8');
const ROLES = ['admin', 'operator', 'service', 'viewer'] as const;

/** An answer of 4xx or 5xx ends the shell, as a reader would stop there. */
const STRICT = 'set -euo pipefail\ncurl() { command curl --fail-with-body --max-time 10 "$@"; }\n';

/** Keys are added as from a terminal beside `npm start`. */
const NPM = 'npm() { command npm --prefix "$ROOT" "$@"; }\n';

const commandsOf = (page: string, language: 'sh' | 'bash' = 'sh'): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, commands = '']) => commands);
const sectionOf = (n: number): string => PAGE.split(/^## \d\. /m)[n + 1] ?? '';

let stage: Stage;
let folders: string[];
let byDemo: Promise<string>;
let byOwnApp: Promise<string>;
beforeAll(async () => {
  stage = await Stage.open();
  folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'docs-')));
  const running = {
    services: Object.fromEntries(SERVICES.map((name) => [name, stage.platform.programs[name].url])),
    apis: Object.fromEntries(SERVICES.map((name) => [name, stage.platform.programs[name].apiUrl])),
    sandbox: stage.platform.sandboxUrl,
    certificates: stage.tenant.certificates,
    apiKeys: Object.fromEntries(ROLES.map((role) => [role, stage.platform.key(role)])),
    apiKeysFile: stage.platform.secrets.apiKeysFile,
  };
  for (const folder of folders)
    writeFileSync(join(folder, '.running.json'), JSON.stringify(running), { mode: 0o600 });
  // Both at once: they touch different apps, and one waits while the other works.
  const own = [...commandsOf(sectionOf(0)), ...commandsOf(sectionOf(0), 'bash')];
  byDemo = saidBy(commandsOf(PAGE), folders[0]);
  byOwnApp = saidBy([NPM, ...own, ...commandsOf(sectionOf(2)), ...commandsOf(sectionOf(4))], folders[1]);
  for (const said of [byDemo, byOwnApp]) said.catch(() => undefined);
}, 180_000);
afterAll(async () => {
  await Promise.allSettled([byDemo, byOwnApp]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await stage.close();
});

/** What a shell that runs these commands in the folder prints. */
async function saidBy(commands: string[], cwd = ''): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', `${STRICT}${commands.join('\n')}`], {
    cwd,
    env: { ...process.env, ROOT, RUNNING_FILE: join(cwd, '.running.json') },
    timeout: 290_000,
    maxBuffer: 10_000_000,
  });
  return stdout;
}

it('docs/http.md: every command does what the page says, from the app to the ringing phone', async () => {
  const stdout = await byDemo;
  expect(stdout).toContain('certificate id ');
  expect(stdout).toContain('{"result":"good"}');
  expect(stdout).toContain('"text":"Are you coming tonight?","ext":"{\\"conversation\\":\\"c-1\\"}"');
  expect(stdout).toContain('"user":"erin","status":"logged-out"');
  expect(stdout).toContain('{"state":"push-off"}');
  expect(stdout).toContain('{"moved":1,"isDone":true}');
  expect(stdout).toContain('"state":"deleted"');
  // newcomer 11: the edit changes something, and a deleted certificate is found again.
  expect(stdout).toMatch(/"name":"our Xiaomi, to the chat".*"version":2/);
  expect(stdout).toMatch(/"certificates":\[.*"state":"deleted"/);
  // issue 12, 4: a test push is written down.
  expect(stdout).toMatch(
    /"testPushes":\[\{"messageId":"test-[\w-]{22}","user":"erin","device":"erins-phone"/,
  );
  // newcomer 10: a second phone and a browser.
  expect(stdout).toMatch(/\b2 of 2 rang/);
  expect(stdout).toMatch(/"vendor":"xiaomi","sendable":[1-9]/);
  expect(stdout).toMatch(/^demo,[^,]+,[^,]+,xiaomi,\d+,chat,[1-9]/m);
  expect(stdout).toMatch(
    /"days":7,"platformDays":30.*"line":"end".*"isDone":true.*"erasures":\[.*"days":30/s,
  );
  // issue 12, 2 to 5 and 8: story, diagnosis, reasons, dry run and dead letters.
  expect(stdout).toMatch(
    /"messageId":"m-erin-1".*"steps":\[.*"checks":\[.*"language":"zh-CN".*"would":"call".*"groups":\[.*"dryRun":true/s,
  );
});

it('docs/http.md, section 0: an app of your own gets keys, a certificate and a bound phone', async () => {
  const stdout = await byOwnApp;
  expect(stdout).toContain('"id":"acme"');
  expect(stdout).toMatch(/certificate id \d+/);
  expect(stdout).toContain('"token":"-phone"');
});
