// docs/http.md is run as it stands: every command of it, in one shell, against the real services.
import { SERVICES, Stage } from '@offline-push/platform';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(180_000);

const PAGE = readFileSync(join(__dirname, '../../../docs/http.md'), 'utf8');
const ROLES = ['admin', 'operator', 'service', 'viewer'] as const;

/** An answer of 4xx or 5xx ends the shell, as a reader would stop there. */
const STRICT = 'set -euo pipefail\ncurl() { command curl --fail-with-body --max-time 10 "$@"; }\n';

const commandsOf = (page: string): string[] =>
  [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands);

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await Stage.open();
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
  const running = {
    services: Object.fromEntries(SERVICES.map((name) => [name, stage.platform.programs[name].url])),
    sandbox: stage.platform.sandboxUrl,
    apiKeys: Object.fromEntries(ROLES.map((role) => [role, stage.platform.key(role)])),
  };
  writeFileSync(join(folder, '.running.json'), JSON.stringify(running), { mode: 0o600 });
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stage.close();
});

it('docs/http.md: every command does what the page says, from the app to the ringing phone', async () => {
  const script = `${STRICT}${commandsOf(PAGE).join('\n')}`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    cwd: folder,
    timeout: 170_000,
    maxBuffer: 10_000_000,
  });
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
});
