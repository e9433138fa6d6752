// Start and stop of whole processes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildService } from '../fixtures/child-service';
import { sha256 } from '../fixtures/sample-app';

jest.setTimeout(90_000);

const folder = mkdtempSync(join(tmpdir(), 'service-'));
const keys = join(folder, 'keys.json');
writeFileSync(keys, JSON.stringify([{ id: 'root', sha256: sha256('root-key'), app: '*', role: 'admin' }]));

const env = { SAMPLE_KEY: 'canary', KAFKA_BROKERS: '127.0.0.1:9092', API_KEYS_FILE: keys };
const children: ChildService[] = [];
const start = (more: Record<string, string> = {}, ...args: string[]): ChildService => {
  const child = ChildService.start({ ...env, ...more }, ...args);
  children.push(child);
  return child;
};

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const get = (url: unknown, path: string) =>
  fetch(`${String(url)}${path}`, { headers: { authorization: 'Bearer root-key' } });

describe('a service that starts', () => {
  it('says where it listens, consumes, and answers probes and scrapes', async () => {
    const service = start({ LOG_LEVEL: 'info', SAMPLE_DRAINS_MS: '5' });
    const { url, opsUrl, ...line } = await service.line('listening');
    expect(line).toMatchObject({ level: 'info', service: 'sample', version: '0.1.0' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(service.events).toContain('consuming');
    expect((await get(opsUrl, '/health/ready')).status).toBe(200);
    const metrics = await (await get(opsUrl, '/metrics')).text();
    expect(metrics).toContain('offline_push_build_info{version="0.1.0",service="sample"} 1');
    expect(metrics).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(await service.line('unknown-setting')).toMatchObject({
      level: 'warn',
      msg: 'SAMPLE_DRAINS_MS is no setting of this service: did you mean SAMPLE_DRAIN_MS?',
    });
    service.kill('SIGTERM');
    expect(await service.exit).toBe(0);
    expect(service.stdout + service.stderr).not.toContain('canary');
  });

  it('ends with 78 and all problems at once if its settings are wrong', async () => {
    const service = start({ PORT: 'http', SAMPLE_KEY: '', KAFKA_BROKERS: 'nowhere' });
    expect(await service.exit).toBe(78);
    expect(service.stderr.split('\n')).toEqual([
      'The configuration has 3 problem(s):',
      '  - PORT must be a whole number from 0 to 65535, got "http"',
      expect.stringMatching(
        /^ {2}- KAFKA_BROKERS must be a list like broker-1:9092,broker-2:9092.*, got "nowhere"$/,
      ),
      '  - SAMPLE_KEY must be a secret text, and is not set',
      '',
    ]);
  });

  it('ends with 78 if settings do not go together', async () => {
    const service = start({ KAFKA_SASL_USERNAME: 'push' });
    expect(await service.exit).toBe(78);
    expect(service.stderr).toContain('KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD must be set together');
  });

  it('operations 2.11: tells all of it at once: half a login, keys that cannot be read, ports, proxies, unknown names', async () => {
    const service = start({
      ...{ KAFKA_SASL_USERNAME: 'push', API_KEYS_FILE: '/nowhere/keys.json', SAMPLE_DRAINS_MS: '5' },
      ...{ PORT: '9080', OPS_PORT: '9080', TRUSTED_PROXIES: '10.0.0.0/99' },
    });
    expect(await service.exit).toBe(78);
    expect(service.stderr.split('\n')).toEqual([
      'The configuration has 4 problem(s):',
      '  - TRUSTED_PROXIES: one of its parts is no address and no network',
      '  - API_KEYS_FILE: "/nowhere/keys.json" cannot be read (ENOENT)',
      '  - KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD must be set together',
      '  - PORT and OPS_PORT must differ',
      'SAMPLE_DRAINS_MS is no setting of this service: did you mean SAMPLE_DRAIN_MS?',
      '',
    ]);
  });

  it('operations 2.11: names unknown settings where it prints the known ones', async () => {
    const service = start({ SAMPLE_DRAINS_MS: '5' }, '--print-config');
    expect(await service.exit).toBe(0);
    expect(service.stderr).toContain('SAMPLE_DRAINS_MS is no setting of this service');
  });

  it('prints its settings with their sources on demand, and does not start', async () => {
    const service = start({}, '--print-config');
    expect(await service.exit).toBe(0);
    expect(service.stdout).toContain('SAMPLE_KEY=[secret] (environment)');
    expect(service.stdout).toContain('SHUTDOWN_DEADLINE_MS=20000 (default)');
    expect(service.stdout).not.toContain('canary');
  });

  it.each([
    [
      'a route names no role',
      { SAMPLE_IS_FORGETFUL: 'true' },
      'GET /v1/forgotten (ForgetfulController.read)',
    ],
  ])('ends with 1 and says why if %s', async (_, more, why) => {
    const service = start(more);
    expect(await service.exit).toBe(1);
    expect(await service.line('start-failed')).toMatchObject({
      level: 'fatal',
      'error.message': expect.stringContaining(why),
    });
    expect(service.events).not.toContain('listening');
  });
});

describe('a service that stops', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s is not ready at once, drains its consumer, then closes its pools',
    async (signal) => {
      const service = start({ SAMPLE_DRAIN_MS: '700' });
      const { opsUrl } = await service.line('listening');
      service.kill(signal);
      await service.line('consumer-draining');
      const ready = await get(opsUrl, '/health/ready');
      expect([ready.status, await ready.json()]).toEqual([
        503,
        { status: 'failing', reasons: ['the service is stopping'] },
      ]);
      expect((await get(opsUrl, '/health/live')).status).toBe(200);
      expect(await service.exit).toBe(0);
      const order = ['stopping', 'consumer-draining', 'consumer-drained', 'pool-closed', 'stopped'];
      expect(service.events.filter((event) => order.includes(String(event)))).toEqual(order);
    },
  );

  it('is cut at its deadline with 1', async () => {
    const service = start({ SAMPLE_DRAIN_MS: '60000', SHUTDOWN_DEADLINE_MS: '200' });
    await service.line('listening');
    service.kill('SIGTERM');
    expect(await service.exit).toBe(1);
    expect(service.events).toContain('stop-cut');
    expect(service.events).not.toContain('pool-closed');
  });

  it('ends at once on a second signal', async () => {
    const service = start({ SAMPLE_DRAIN_MS: '60000' });
    await service.line('listening');
    service.kill('SIGTERM');
    await service.line('consumer-draining');
    service.kill('SIGTERM');
    expect(await service.exit).toBe(1);
  });
});

it.each([
  ['throw', 'nobody catches this'],
  ['reject', 'nobody awaits this'],
])('a bug that nobody catches ends the process with a line that says so: %s', async (path, message) => {
  const service = start();
  const { url } = await service.line('listening');
  await get(url, `/v1/${path}`).catch(() => undefined);
  expect(await service.exit).toBe(1);
  expect(await service.line('uncaught')).toMatchObject({ level: 'fatal', 'error.message': message });
});
