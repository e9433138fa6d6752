// `npm start` as a person runs it: it says where everything is, notices what dies, opens a second app, and ends quietly with Ctrl-C.
import { until } from '@offline-push/parts';
import type { Running } from '@offline-push/platform';
import { newFakes } from '@offline-push/vendor-fakes';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(240_000);

const root = join(__dirname, '../..');
const START_MS = 180_000;
const NEWS_MS = 60_000;
let folder: string;
let file: string;
let env: NodeJS.ProcessEnv;
let start: ChildProcess;
let screen = '';

const running = (): Running => JSON.parse(readFileSync(file, 'utf8')) as Running;
const says = (pattern: RegExp, deadlineMs = NEWS_MS) =>
  until(deadlineMs, `the screen did not say ${pattern}`, () => pattern.test(screen) || undefined).catch(
    (error: Error) => Promise.reject(new Error(`${error.message}; it says\n${screen}`)),
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  file = join(folder, 'running.json');
  // Parts of its own, whatever the tests were given.
  env = { ...process.env, RUNNING_FILE: file, CERTIFICATES_EFFECTIVE_AFTER_SECONDS: '40' };
  delete env['KAFKA_BROKERS'];
  delete env['DATABASE_URL'];
  start = spawn(process.execPath, ['tools/run.mjs', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [start.stdout, start.stderr])
    stream?.on('data', (chunk: Buffer) => (screen += String(chunk)));
  await says(/An app of your own/, START_MS);
});
afterAll(async () => {
  if (start.exitCode === null) start.kill('SIGINT');
  if (start.exitCode === null) await once(start, 'exit');
  rmSync(folder, { recursive: true });
});

async function run(tool: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, ['tools/run.mjs', tool, ...args], { cwd: root, env });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

/** As a page of the console does. */
const post = (url: string, body: object, cookie = '') =>
  fetch(url, {
    method: 'POST',
    headers: { origin: new URL(url).origin, 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });

const statusOf = async (url: string, key = '') =>
  (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).status;

describe('npm start', () => {
  it('names every address it has, and they answer', async () => {
    const { services, apis, operations, sandbox, brokers, version } = running();
    expect(version).toBe(
      (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    );
    const urls = [services, apis, operations].flatMap((all) => Object.values(all));
    for (const address of [...urls, sandbox, ...brokers]) expect(screen).toContain(address);
    // A busy machine may be behind its feeds for a moment, and says so by 503.
    for (const url of Object.values(operations))
      for (const path of ['/openapi.json', '/metrics', '/health/ready'])
        await until(
          NEWS_MS,
          `${url}${path} is not 200`,
          async () => (await statusOf(url + path)) === 200 || undefined,
        );
    for (const path of ['/calls', '/phones']) expect(await statusOf(sandbox + path)).toBe(200);
  });

  it('issue 13: the link it prints signs in once, and what is done through the console has that person’s name', async () => {
    const [, url = '', token = ''] = /^ {2}(http:\S+)\/login#(\S+)$/m.exec(screen) ?? [];
    expect(running().console?.url).toBe(url);
    expect(await (await fetch(`${url}/login`)).text()).toContain('<base href="/" />');
    const signIn = () => post(`${url}/auth/local`, { token });
    const signedIn = await signIn();
    expect([signedIn.status, (await signIn()).status]).toEqual([204, 401]);
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    const session = await fetch(`${url}/auth/session`, { headers: { cookie } });
    expect(await session.json()).toMatchObject({ user: 'developer', apps: [{ app: '*', role: 'admin' }] });
    const made = await post(`${url}/api/certificates/v1/apps`, { id: 'by-hand', name: 'By hand' }, cookie);
    expect(made.status).toBe(201);
    const audit = await fetch(`${url}/api/certificates/v1/apps/by-hand/audit`, { headers: { cookie } });
    expect(await audit.text()).toContain('"developer (console)"');
    expect((await run('keys', 'link')).text).toContain(`${url}/login#`);
  });

  it('issue 12: the story of the demo’s message is a printed link, and npm run why explains carol and dave', async () => {
    const link = /^ {2}curl -s -H .* (http\S+\/messages\/demo-1\/story)$/m.exec(screen)?.[1] ?? '';
    const devices = await until(NEWS_MS, `no whole story at ${link}`, async () => {
      const { viewer } = running().apiKeys;
      const answer = await fetch(link, { headers: { authorization: `Bearer ${viewer}` } });
      const story = (await answer.json()) as { devices?: { user: string; reason: string }[] };
      return story.devices?.every(({ reason }) => reason !== '') ? story.devices : undefined;
    });
    const reasons = Object.fromEntries(devices.map(({ user, reason }) => [user, reason]));
    expect(reasons).toMatchObject({ bob: 'accepted', carol: 'online', dave: 'logged-out' });
    expect(screen).toContain('npm run why -- --message demo-1');
    const { text } = await run('why', '--message', 'demo-1');
    expect(text).not.toContain('This is what the topics say');
    expect(text).toMatch(/carol, carols-phone: did not ring: online\..*\n +Check 6 of 28 failed/);
    expect(text).toMatch(/dave, daves-phone: did not ring: logged-out\..*\n +Check 3 of 28 failed/);
  });

  it('console 2.3: three phones are there; kill on the first, run the copied command as it is, and it rings', async () => {
    const { sandbox } = running();
    const ask = async <T>(path: string, body?: object): Promise<T> => {
      const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const answer = await fetch(sandbox + path, body && { ...post, body: JSON.stringify(body) });
      return (await answer.json()) as T;
    };
    interface Phone {
      id: string;
      vendor: string;
      user: string;
      tray: { messageId: string; eventToPhoneMs: number }[];
    }
    const phones = () => ask<{ phones: Phone[] }>('/v1/phones').then((answer) => answer.phones);
    const [first, ...others] = await phones();
    expect(new Set([first, ...others].map((phone) => phone?.vendor)).size).toBe(3);
    await ask(`/v1/phones/${first?.id}/actions`, { do: 'kill' });
    const message = { app: 'demo', from: 'alice', to: [first?.user], text: "it's dinner" };
    const commands = () =>
      ask<{ published: { commands: Record<string, string> }[] }>('/v1/messages/commands', message);
    const [record] = (await commands()).published;
    for (const [at, name] of ['kcat', 'curl'].entries()) {
      const shell = spawn('bash', ['-c', record?.commands[name] ?? ''], { cwd: folder, stdio: 'ignore' });
      expect(await once(shell, 'close')).toEqual([0, null]);
      const tray = await until(NEWS_MS, `the phone does not show what ${name} sent`, async () => {
        const shown = (await phones())[0]?.tray ?? [];
        return shown.filter(({ messageId }) => messageId).length > at ? shown : undefined;
      });
      expect(tray[0]?.eventToPhoneMs).toBeGreaterThanOrEqual(0);
    }
    const done = await ask<{ happening: { is: string } }>(`/v1/phones/${first?.id}/actions`, { do: 'click' });
    expect(done.happening.is).toBe('clicked');
  });

  it('FF 2.16, operations 2.11: a healthy first start logs no errors', () => {
    const { logs } = running();
    const lines = readdirSync(logs)
      .filter((name) => /^(certificates|presence|device-bindings|dispatch|console)\.log$/.test(name))
      .flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'));
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });

  it('newcomer 3: the demo rang at once, and a certificate of one’s own waits as the environment says', async () => {
    expect(screen).toMatch(/^ {2}bob +rang through xiaomi.*$/m);
    const { services, apiKeys } = running();
    const { settings, credential } = newFakes()[0]!.sample;
    const answer = await fetch(`${services.certificates}/v1/apps/demo/certificates`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKeys.operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ vendor: 'xiaomi', name: 'later', settings, credential }),
    });
    const { effectiveAt } = (await answer.json()) as { effectiveAt: string };
    const waitMs = Date.parse(effectiveAt) - Date.now();
    expect(waitMs).toBeGreaterThan(20_000);
    expect(waitMs).toBeLessThan(61_000);
  });

  it('newcomer 2: a second start beside it is refused; --once runs, and leaves .running.json as it is', async () => {
    const before = readFileSync(file, 'utf8');
    expect(await run('start')).toEqual({
      code: 1,
      text: expect.stringMatching(/runs here already: process \d+.*RUNNING_FILE=/),
    });
    const once = await run('start', '--once');
    expect(once.code).toBe(0);
    expect(once.text).toMatch(
      /^The story of that message.*: http\S+\/v1\/apps\/demo\/messages\/demo-1\/story$/m,
    );
    expect(once.text).toMatch(/^ {2}11 recipients: .*1 stopped-at-gate \(online\)/m);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('FF section 4, 2: a second app is opened while it runs, and its access ends when it is revoked', async () => {
    const added = await run('keys', 'add', '--app', 'acme', '--role', 'viewer');
    expect(added).toMatchObject({ code: 0, text: expect.stringMatching(/^acme-viewer: opk_/) });
    const key = /opk_\S+/.exec(added.text)?.[0];
    const url = `${running().services.presence}/v1/apps/acme/users/nobody/presence`;
    expect(await statusOf(url, key)).not.toBe(401);
    expect((await run('keys', 'list')).text).toContain('acme-viewer');
    expect((await run('keys', 'revoke', '--id', 'acme-viewer')).code).toBe(0);
    await until(
      NEWS_MS,
      'the key is known still',
      async () => (await statusOf(url, key)) === 401 || undefined,
    );
  });

  it('FF 2.15: a service that dies is named, is down in .running.json, and is started again', async () => {
    process.kill(running().pids.presence ?? 0, 'SIGKILL');
    await says(/^presence ended \(SIGKILL\)\. Starting it again in 1 s; the others run on\..*presence\.log/m);
    const dead = running();
    expect(dead.down.presence?.ended).toBe('SIGKILL');
    expect([dead.services.presence, dead.pids.presence]).toEqual([undefined, undefined]);
    await says(/^presence is up again\.$/m, START_MS);
    const { services, down, pids } = running();
    expect(services.presence).toMatch(/^http/);
    expect(down).toEqual({});
    expect(pids.presence).toBeGreaterThan(0);
    const sent = await run('send', 'message', '--to', 'bob', '--text', 'still there', '--id', 'after-it');
    expect(sent.code).toBe(0);
    await until(START_MS, 'bob’s phone did not ring', async () => {
      const { text } = await run('why', '--message', 'after-it');
      return /bob, bobs-phone: xiaomi took it/.test(text) || undefined;
    });
  });

  it('FF 2.13, section 4, 10: Ctrl-C says what goes, prints nothing of a library, and leaves nothing', async () => {
    const { logs, pids } = running();
    const before = screen.length;
    start.kill('SIGINT');
    const [code] = (await once(start, 'exit')) as [number];
    expect(code).toBe(130);
    const last = screen.slice(before).trim().split('\n');
    expect(last.filter((line) => !/^ {2}… still stopping \(\d+ s\)$/.test(line))).toEqual([
      expect.stringMatching(
        /^Stopping, which may take half a minute\. With it go the demo's topics, databases .* begins anew\.$/,
      ),
    ]);
    expect([existsSync(file), existsSync(logs)]).toEqual([false, false]);
    for (const pid of Object.values(pids)) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
