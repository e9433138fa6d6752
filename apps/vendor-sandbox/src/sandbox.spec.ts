// The sandbox from outside: register, send, look at calls and phones, misbehave, die and come back.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, appendFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBody } from '@offline-push/vendor-fakes';
import { type Sandbox, startSandbox } from './sandbox';
import { settingsOf } from './vendor-sandbox.config';

const tenant = {
  vendor: 'xiaomi',
  appSecret: 'SECRET',
  packageNames: ['com.example.im'],
  channels: { '104551': 'private' },
};

const numbersIn = ({ calls }: Record<string, unknown>) => (calls as { n: number }[]).map(({ n }) => n);

describe('the vendor sandbox', () => {
  let folder: string;
  let logFile: string;
  let sandbox: Sandbox;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vendor-sandbox-'));
    logFile = join(folder, 'deep', 'calls.ndjson');
    sandbox = await start();
  });
  afterEach(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  const start = (tenantsFile?: string) =>
    startSandbox({ host: '127.0.0.1', port: 0, logFile, delayMs: 0, tenantsFile });

  async function ask(method: string, path: string, body?: unknown) {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  async function push(token: string, title = 'hello', more: Record<string, string> = {}): Promise<number> {
    const response = await fetch(`${sandbox.url}/xiaomi/v3/message/regid`, {
      method: 'POST',
      headers: { authorization: 'key=SECRET' },
      body: new URLSearchParams({
        registration_id: token,
        restricted_package_name: 'com.example.im',
        title,
        description: 'd',
        'extra.jobkey': title,
        'extra.channel_id': '104551',
        ...more,
      }),
    });
    return ((await response.json()) as { code: number }).code;
  }

  it('knows nobody until told', async () => {
    expect(await push('R1')).toBe(21301);
    expect(await ask('POST', '/tenants', tenant)).toEqual({
      status: 200,
      body: { vendor: 'xiaomi', url: '/xiaomi' },
    });
    expect(await push('R1')).toBe(0);
  });
  it('newcomer 10: prints the token of a word for each vendor, a whole subscription for browsers', async () => {
    const { body } = await ask('GET', '/tokens?word=ok-franks-phone');
    expect(body).toMatchObject({ xiaomi: 'ok-franks-phone', apns: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.parse(String(body['web-push']))).toMatchObject({
      endpoint: expect.stringMatching(/^https:.*ok-franks-phone$/),
      keys: { p256dh: expect.stringMatching(/^[\w-]{87}$/), auth: expect.stringMatching(/^[\w-]{22}$/) },
    });
    expect(await ask('GET', '/tokens')).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  });
  it('FF section 4, 5: knows a customer by the certificate that was saved for it', async () => {
    const certificate = {
      vendor: 'xiaomi',
      name: 'mine',
      settings: {
        packageName: 'com.example.im',
        appId: '2882300000000000001',
        channelId: '104551',
        click: { action: 'open-app' },
      },
      credential: { appSecret: 'SECRET' },
    };
    expect(await ask('POST', '/tenants', { ...certificate, settings: {} })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^settings\//) },
    });
    expect(await ask('POST', '/tenants', certificate)).toMatchObject({ status: 200 });
    expect(await push('R1')).toBe(0);
  });
  it('operations 2.8: knows its customers after a restart, from a file for its owner alone', async () => {
    const tenantsFile = join(folder, 'tenants.json');
    for (const times of [1, 2]) {
      await sandbox.close();
      sandbox = await start(tenantsFile);
      if (times === 1) await ask('POST', '/tenants', tenant);
      if (times === 1) await ask('POST', '/tenants', tenant);
      expect(await push('R1')).toBe(0);
    }
    expect(statSync(tenantsFile).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(tenantsFile, 'utf8'))).toHaveLength(1);
  });
  it('shows calls and phones', async () => {
    await ask('POST', '/tenants', tenant);
    await push('R1', 'one');
    await push('R2', 'two');
    const all = await ask('GET', '/calls?since=0');
    expect(all.body).toMatchObject({ calls: [{ n: 1 }, { n: 2 }], lost: [], last: 2 });
    expect((await ask('GET', '/calls?since=1')).body).toMatchObject({
      calls: [{ n: 2, targets: 1, messages: [{ tokens: ['R2'], ids: { jobKey: 'two' } }] }],
    });
    expect((await ask('GET', '/calls?limit=1')).body).toMatchObject({ calls: [{ n: 1 }], last: 1 });
    expect((await ask('GET', '/calls?since=2')).body).toMatchObject({ calls: [], last: 2 });
    expect((await ask('GET', '/calls/count')).body).toEqual({
      calls: 2,
      targets: 2,
      accepted: 2,
      withheld: 0,
      lost: 0,
    });
    expect((await ask('GET', '/phones')).body).toMatchObject({
      xiaomi: { R1: [{ title: 'one', rings: 1 }], R2: [{ title: 'two' }] },
    });
    expect((await ask('GET', '/phones?token=R2')).body).toMatchObject({ xiaomi: { R2: [{ title: 'two' }] } });
    expect((await ask('GET', '/phones/count')).body).toMatchObject({
      xiaomi: { phones: 2, shown: 2, shownTwice: 0 },
    });
  });
  it('has the record of a call on disk before the caller has the answer', async () => {
    await ask('POST', '/tenants', tenant);
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        expect(await push(`R${i}`)).toBe(0);
        expect(readFileSync(logFile, 'utf8')).toContain(`"R${i}"`);
      }),
    );
  });
  it('goes on counting where a killed one ended, and lives with half a line', async () => {
    await ask('POST', '/tenants', tenant);
    for (let i = 0; i < 3; i++) await push(`R${i}`);
    await sandbox.close();
    appendFileSync(logFile, '{"n":4,"at');
    sandbox = await start();
    await ask('POST', '/tenants', tenant);
    await push('R3');
    expect(numbersIn((await ask('GET', '/calls')).body)).toEqual([1, 2, 3, 4]);
    expect((await ask('GET', '/calls/count')).body).toMatchObject({ calls: 4, targets: 4 });
  });
  it('finds its place in a long record', async () => {
    await ask('POST', '/tenants', { ...tenant, requestsPerSecond: 10_000 });
    for (let i = 0; i < 6; i++) await Promise.all(Array.from({ length: 100 }, (_, j) => push(`R${i}-${j}`)));
    const { body } = await ask('GET', '/calls?since=511&limit=3');
    expect(numbersIn(body)).toEqual([512, 513, 514]);
  });
  it('forgets when asked, but not its tenants', async () => {
    await ask('POST', '/tenants', tenant);
    await push('R1');
    await ask('DELETE', '/calls');
    expect((await ask('GET', '/calls')).body).toEqual({ calls: [], lost: [], last: 0 });
    expect((await ask('GET', '/phones')).body['xiaomi']).toEqual({});
    expect(readFileSync(logFile, 'utf8')).toBe('');
    expect(await push('R1')).toBe(0);
    expect((await ask('GET', '/calls')).body).toMatchObject({ calls: [{ n: 1 }] });
  });
  it('posts receipts to the address that a push named', async () => {
    await ask('POST', '/tenants', tenant);
    const customer = createServer().listen(0, '127.0.0.1');
    await once(customer, 'listening');
    const url = `http://127.0.0.1:${(customer.address() as AddressInfo).port}/receipts`;
    const posted = once(customer, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    await push('R1', 'hello', { 'extra.callback': url, 'extra.callback.param': 'job-1' });
    const [request, response] = await posted;
    const form = new URLSearchParams((await readBody(request, 10_000)).toString());
    response.end();
    const data = JSON.parse(form.get('data')!) as Record<string, object>;
    expect(Object.values(data)).toEqual([
      expect.objectContaining({ type: 1, param: 'job-1', targets: 'R1' }),
    ]);
    customer.closeAllConnections();
    customer.close();
  });
  it('waits before it answers, and misbehaves on command', async () => {
    await ask('POST', '/tenants', tenant);
    await ask('POST', '/control', { delayMs: 80 });
    const startedAtMs = Date.now();
    await push('R1');
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(75);
    await ask('POST', '/control', { delayMs: 0 });
    await ask('POST', '/control', { vendor: 'xiaomi', script: { do: 'code', code: '10001' } });
    expect(await push('R1')).toBe(10001);
    await ask('POST', '/control', { vendor: 'xiaomi', clear: true });
    expect(await push('R1')).toBe(0);
  });
  it.each([
    ['POST', '/tenants', { ...tenant, vendor: 'nobody' }, /no such vendor/],
    ['POST', '/tenants', { ...tenant, packageNames: [] }, /packageNames/],
    ['POST', '/tenants', [], /JSON object/],
    ['POST', '/control', { delayMs: -1 }, /delayMs/],
    ['POST', '/control', { vendor: 'xiaomi', script: { do: 'dance' } }, /do/],
    ['POST', '/control', { vendor: 'nobody' }, /no such vendor/],
    ['GET', '/calls?since=x', undefined, /since/],
    ['GET', '/calls?limit=0', undefined, /limit/],
  ])('says what is wrong with %s %s %j', async (method, path, body, detail) => {
    expect(await ask(method, path, body)).toEqual({
      status: 400,
      body: {
        type: 'urn:offline-push:problem:bad-request',
        title: 'Bad Request',
        status: 400,
        instance: path.split('?')[0],
        code: 'bad-request',
        detail: expect.stringMatching(detail),
      },
    });
  });
  it('has no other routes', async () => {
    expect(await ask('GET', '/nothing')).toMatchObject({ status: 404 });
  });

  it('FF 2.12: answers a body of 3 MB with 413, and one of 5 MB to a vendor too', async () => {
    const large = await ask('POST', '/tenants', { x: 'x'.repeat(3_000_000) });
    expect(large).toMatchObject({ status: 413, body: { code: 'body-too-long' } });
    const body = 'x'.repeat(5_000_000);
    const response = await fetch(`${sandbox.url}/xiaomi/v3/message/regid`, { method: 'POST', body });
    expect(response.status).toBe(413);
  });

  it.each(['POST /tenants HTTP/1.1\r\nhost: x\r\nx-slow: ', ''])(
    'FF 2.12: closes a connection that does not go on after %j',
    async (beginning) => {
      const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1').resume();
      socket.write(beginning);
      await once(socket, 'close', { signal: AbortSignal.timeout(60_000) });
    },
    90_000,
  );
});

describe("the sandbox's environment", () => {
  it('has defaults', () => {
    expect(settingsOf({}).options).toMatchObject({
      host: '127.0.0.1',
      port: 0,
      logFile: '.parts/vendor-calls.ndjson',
      delayMs: 0,
      maySkipAhead: false,
      reach: { brokers: [] },
    });
  });
  it('shows the brokers as whoever copies a command reaches them', () => {
    const inside = { KAFKA_BROKERS: 'kafka:9092' };
    expect(settingsOf(inside).options.reach?.brokers).toEqual(['kafka:9092']);
    const outside = { ...inside, SANDBOX_SHOWN_BROKERS: 'localhost:9094' };
    expect(settingsOf(outside).options.reach?.brokers).toEqual(['localhost:9094']);
  });
  it('names files for TLS, both or none', () => {
    const env = { SANDBOX_TLS_CERT_FILE: 'a.pem', SANDBOX_TLS_KEY_FILE: 'b.pem' };
    expect(settingsOf(env).options).toMatchObject({ tls: { certFile: 'a.pem', keyFile: 'b.pem' } });
    expect(() => settingsOf({ SANDBOX_TLS_KEY_FILE: 'b.pem' })).toThrow(/must be set together/);
  });
  it('warns about a name that nobody reads', () => {
    expect(settingsOf({ SANDBOX_DELAYS: '5' }).warnings).toEqual([
      'SANDBOX_DELAYS is no setting of this service: did you mean SANDBOX_DELAY_MS?',
    ]);
  });
  it('is refused with all its problems', () => {
    expect(() => settingsOf({ SANDBOX_PORT: '70000', SANDBOX_DELAY_MS: 'soon' })).toThrow(
      /SANDBOX_PORT.*SANDBOX_DELAY_MS/s,
    );
  });
});
