// What a process says and does while its database is not there yet, or migrates: probes are answered, and a signal ends it at once.
import { ChildService } from '../fixtures/child-service';
import { type OwnDatabase, ownDatabase } from '../fixtures/own-database';
import { Proxy } from '../fixtures/proxy';
import { setTimeout as sleep } from 'node:timers/promises';

jest.setTimeout(180_000);

let own: OwnDatabase;
let proxy: Proxy;
const children: ChildService[] = [];

beforeEach(async () => {
  own = await ownDatabase();
  proxy = await Proxy.to(own.url);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await proxy.close();
  await own.drop();
});

function start(more: Record<string, string>): ChildService {
  const env = { SAMPLE_KEY: 'canary', KAFKA_BROKERS: '127.0.0.1:9092', ...more };
  const child = ChildService.start(env);
  children.push(child);
  return child;
}

interface Probe {
  status: number;
  reasons?: string[];
}

async function probe(url: unknown, path: string): Promise<Probe> {
  const response = await fetch(`${String(url)}${path}`);
  const { reasons } = (await response.json()) as { reasons?: string[] };
  return { status: response.status, ...(reasons && { reasons }) };
}

async function until(url: unknown, words: RegExp): Promise<Probe> {
  const endMs = performance.now() + 10_000;
  for (;;) {
    const ready = await probe(url, '/health/ready');
    if (words.test(String(ready.reasons)) || performance.now() > endMs) return ready;
    await sleep(50); // who asks more often is told the answer of before
  }
}

/** Far less than what it waits for, and with room for a machine that has other work. */
const AT_ONCE_MS = 15_000;

async function endsAtOnce(child: ChildService, signal: NodeJS.Signals): Promise<void> {
  const beganAtMs = performance.now();
  child.kill(signal);
  expect(await child.exit).toBe(0);
  expect(performance.now() - beganAtMs).toBeLessThan(AT_ONCE_MS);
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'S5: while its database is away it answers probes, and %s ends it at once with 0',
  async (signal) => {
    proxy.onRequest(() => 'cut');
    const service = start({ SAMPLE_DATABASE_URL: proxy.url });
    const { url } = await service.line('answering-probes');
    expect(await until(url, /waits for/)).toEqual({
      status: 503,
      reasons: ['database is not ready: waits for its database: Connection terminated unexpectedly'],
    });
    expect((await probe(url, '/health/live')).status).toBe(200);
    expect((await fetch(`${String(url)}/metrics`)).status).toBe(200);
    await endsAtOnce(service, signal);
  },
);

it('S5: while it migrates it answers probes, SIGTERM ends it at once, and nothing of the migration stays', async () => {
  const service = start({ SAMPLE_DATABASE_URL: own.url, SAMPLE_MIGRATES_SECONDS: '15' });
  const { url } = await service.line('answering-probes');
  expect(await until(url, /migrates/)).toEqual({ status: 503, reasons: ['database is not ready: migrates'] });
  expect((await probe(url, '/health/live')).status).toBe(200);
  // Another pod waits for it, without a session lock that would outlive the first.
  const second = start({ SAMPLE_DATABASE_URL: own.url });
  const { url: secondUrl } = await second.line('answering-probes');
  expect((await until(secondUrl, /another pod/)).reasons).toEqual([
    'database is not ready: waits for another pod that migrates',
  ]);
  await endsAtOnce(service, 'SIGTERM');
  await second.line('listening');
  expect(await own.run('select count(*)::int as count from migrations')).toEqual([{ count: 1 }]);
});

it('goes on as soon as the database is there, at the same address', async () => {
  proxy.onRequest(() => 'cut');
  const service = start({ SAMPLE_DATABASE_URL: proxy.url });
  const { url } = await service.line('answering-probes');
  await until(url, /waits for/);
  proxy.onRequest(() => 'pass');
  expect((await service.line('listening')).opsUrl).toBe(url);
  expect(await probe(url, '/health/ready')).toEqual({ status: 200, reasons: [] });
  service.kill('SIGTERM');
  expect(await service.exit).toBe(0);
});

it.each([
  ['a password that is wrong', (url: URL) => (url.password = 'wrong'), 'password authentication failed'],
  [
    'a database that is not there',
    (url: URL) => (url.pathname = '/nowhere'),
    'database "nowhere" does not exist',
  ],
  [
    'a parameter that is none',
    (url: URL) => (url.search = '?options=-c%20no_such_thing%3D1'),
    'no_such_thing',
  ],
  ['TLS to a server that has none', (url: URL) => (url.search = '?sslmode=require'), 'does not support SSL'],
  [
    'a certificate file that is not there',
    (url: URL) => (url.search = '?sslrootcert=/nowhere.pem'),
    'nowhere.pem',
  ],
])('%s ends the start at once, in clear words', async (_, change, words) => {
  const url = new URL(own.url);
  change(url);
  const service = start({ SAMPLE_DATABASE_URL: url.href });
  expect(await service.exit).toBe(1);
  expect(await service.line('start-failed')).toMatchObject({
    'error.message': expect.stringContaining(words) as string,
  });
});

it.each(['postgres://push:p#w@127.0.0.1:5432/push', 'postgres://push:p%w@127.0.0.1:5432/push'])(
  'a password that is not percent-encoded ends the start with words, and is not told: %s',
  async (url) => {
    const service = start({ SAMPLE_DATABASE_URL: url });
    expect(await service.exit).toBe(1);
    expect(await service.line('start-failed')).toMatchObject({
      'error.message': expect.stringContaining('percent-encoded') as string,
    });
    expect(service.stdout + service.stderr).not.toMatch(/p[#%]w/);
  },
);
