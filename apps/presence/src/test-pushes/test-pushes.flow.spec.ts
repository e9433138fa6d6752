// What operators do to a device over HTTP, the in-memory bus and PostgreSQL: a test push to it alone, judged by the gate, at most once a key; and
// a log-out. Both are written down.
import type { INestApplication } from '@nestjs/common';
import { type CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BusStrategy, outgoing } from '@offline-push/bus';
import { messageSent, pushGated, type SessionChange, sessionChanged } from '@offline-push/contracts';
import { KitModule, parseConfig, stop } from '@offline-push/service-kit';
import {
  aDatabase,
  MemoryBus,
  MemoryBusModule,
  MemoryPublisher,
  type TestDatabase,
} from '@offline-push/testing';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '../migrations/list';
import { presenceFields } from '../presence.config';
import { PresenceModule } from '../presence.module';
import type { TestPushList, TestPushTaken } from './test-push-answer';

const folder = mkdtempSync(join(tmpdir(), 'presence-'));
const keys = (['operator', 'service', 'viewer'] as const).map((role) => ({
  id: `the-${role}`,
  sha256: createHash('sha256').update(`key-of-${role}`).digest('hex'),
  app: 'demo',
  role,
}));
const apiKeysFile = join(folder, 'keys.json');
writeFileSync(apiKeysFile, JSON.stringify(keys));

let test: TestDatabase;
let bus: MemoryBus;
let app: INestApplication;

beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
  const config = parseConfig(presenceFields, {
    ...{ DATABASE_URL: test.url, KAFKA_BROKERS: 'none:1', PRESENCE_GRACE_SECONDS: '0' },
  });
  const module = PresenceModule.forRoot(config, MemoryBusModule.forRoot({ service: 'presence', bus }));
  const testing = Test.createTestingModule({
    imports: [KitModule.forRoot({ service: 'presence', apiKeysFile }), module],
  });
  app = (await testing.compile()).createNestApplication({ bodyParser: false, logger: false });
  const strategy: CustomStrategy = { strategy: app.get(BusStrategy) };
  app.connectMicroservice(strategy, { inheritAppConfig: false });
  await app.listen(0, '127.0.0.1');
  await app.startAllMicroservices();
});
afterAll(async () => {
  await stop(app);
  await test.drop();
  rmSync(folder, { recursive: true });
});

/** Facts a second apart, the last of them now; resolves when they are known. */
async function session(user: string, device: string, ...changes: SessionChange[]): Promise<void> {
  const firstMs = Date.now() - changes.length * 1_000;
  const about = { app: 'demo', user, device, session: `${device}-1`, platform: 'android' as const };
  await new MemoryPublisher(bus, 'im-gateway').publish(
    changes.map((change, i) => outgoing(sessionChanged, { ...about, change, atMs: firstMs + i * 1_000 })),
  );
  await new MemoryPublisher(bus, 'im-core').publish([
    outgoing(messageSent, {
      app: 'demo',
      messageId: `seen-${device}`,
      conversation: 'c',
      recipients: [user],
    }),
  ]);
  await bus.next(pushGated, (it) => it.messageId === `seen-${device}`);
}

async function call(path: string, { role = 'operator', body = {}, key = '', method = 'POST' } = {}) {
  const url = `${await app.getUrl()}/v1/apps/demo/${path}`;
  const headers = {
    authorization: `Bearer key-of-${role}`,
    'content-type': 'application/json',
    ...(key !== '' && { 'idempotency-key': key }),
  };
  const answer = await fetch(url, {
    ...{ method, headers },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as TestPushTaken & TestPushList & { code: string },
  };
}

const decisionOn = ({ messageId }: { messageId: string }) =>
  bus.next(pushGated, (it) => it.messageId === messageId);
const ringsOf = (id: string) => bus.published(messageSent).filter(({ messageId }) => messageId === id);

describe('issue 12, 4: a test push', () => {
  it('rings one device alone, and its answer says where its story is', async () => {
    await session('bob', 'bobs-phone', 'logged-in', 'disconnected');
    await session('bob', 'bobs-tablet', 'logged-in', 'disconnected');
    const { status, body } = await call('users/bob/devices/bobs-phone/test-push');
    expect(status).toBe(202);
    expect(body.story).toBe(`/v1/apps/demo/messages/${body.messageId}/story`);
    expect(body.pushId).toMatch(/^\S{22}$/);
    const decision = await decisionOn(body);
    expect(decision.onward).toEqual([{ user: 'bob', device: 'bobs-phone', session: 'bobs-phone-1' }]);
    expect(decision.stopped).toEqual([]);
    expect(decision.expiresAtMs - decision.sentAtMs).toBe(300_000);
  });

  it('goes by the gate, and by a connection only if it says so', async () => {
    await session('carol', 'carols-phone', 'logged-in', 'connected');
    const plain = await call('users/carol/devices/carols-phone/test-push');
    expect((await decisionOn(plain.body)).stopped).toMatchObject([
      { device: 'carols-phone', reason: 'online' },
    ]);
    const even = await call('users/carol/devices/carols-phone/test-push', { body: { evenIfOnline: true } });
    expect((await decisionOn(even.body)).onward).toMatchObject([{ device: 'carols-phone' }]);
    await session('dave', 'daves-phone', 'logged-in', 'logged-out');
    const out = await call('users/dave/devices/daves-phone/test-push', { body: { evenIfOnline: true } });
    expect((await decisionOn(out.body)).stopped).toMatchObject([{ reason: 'logged-out' }]);
  });

  it('is one with its Idempotency-Key, and another body needs another key', async () => {
    await session('erin', 'erins-phone', 'logged-in', 'disconnected');
    const path = 'users/erin/devices/erins-phone/test-push';
    const first = await call(path, { key: 'k-1' });
    const again = await call(path, { key: 'k-1' });
    expect(again).toEqual(first);
    expect(new Set(ringsOf(first.body.messageId).map(({ push }) => push?.text)).size).toBe(1);
    expect(await call(path, { key: 'k-1', body: { text: 'other' } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await call(path, { key: 'not visible' })).toMatchObject({ status: 400 });
  });

  it('is bounded: a fourth in a minute to one device is refused, and publishes nothing', async () => {
    await session('gina', 'ginas-phone', 'logged-in', 'disconnected');
    const path = 'users/gina/devices/ginas-phone/test-push';
    for (const key of ['g-1', 'g-2', 'g-3']) expect((await call(path, { key })).status).toBe(202);
    const before = bus.published(messageSent).length;
    expect(await call(path, { key: 'g-4' })).toMatchObject({
      status: 429,
      body: { code: 'too-many-test-pushes' },
    });
    expect(bus.published(messageSent)).toHaveLength(before);
    expect((await call(path, { key: 'g-3' })).status).toBe(202);
  });

  it('is for operators, to devices that are known, and is written down', async () => {
    for (const role of ['viewer', 'service'])
      expect((await call('users/bob/devices/bobs-phone/test-push', { role })).status).toBe(403);
    expect(await call('users/bob/devices/no-phone/test-push')).toMatchObject({
      status: 404,
      body: { code: 'unknown-device' },
    });
    expect(await call('users/bob/devices/bobs-phone/test-push', { body: { txet: 'x' } })).toMatchObject({
      status: 400,
    });
    const { body } = await call('test-pushes', { method: 'GET', role: 'viewer' });
    expect(body.testPushes).toContainEqual({
      ...{ messageId: expect.stringMatching(/^test-/), user: 'carol', device: 'carols-phone' },
      ...{ actor: 'the-operator', isEvenIfOnline: true, atMs: expect.any(Number) },
    });
  });
});

describe('issue 13: an operator logs a device out', () => {
  it('so that it rings no more, other devices do, and it is written down', async () => {
    await session('hugo', 'hugos-phone', 'logged-in', 'disconnected');
    await session('hugo', 'hugos-tablet', 'logged-in', 'disconnected');
    const path = 'users/hugo/devices/hugos-phone/log-out';
    expect(await call(path)).toMatchObject({ status: 202, body: { sessions: ['hugos-phone-1'] } });
    await bus.idle();
    const { body } = await call('users/hugo/devices/hugos-phone/test-push');
    expect((await decisionOn(body)).stopped).toMatchObject([{ reason: 'invalidated' }]);
    const other = await call('users/hugo/devices/hugos-tablet/test-push');
    expect((await decisionOn(other.body)).onward).toMatchObject([{ device: 'hugos-tablet' }]);
    expect(await call(path)).toMatchObject({ status: 202, body: { sessions: [] } });
    expect((await call('log-outs', { method: 'GET', role: 'viewer' })).body).toEqual({
      logOuts: [
        {
          ...{ user: 'hugo', device: 'hugos-phone', session: 'hugos-phone-1' },
          ...{ actor: 'the-operator', atMs: expect.any(Number) },
        },
      ],
    });
  });

  it('which is for operators, of devices that are known', async () => {
    for (const role of ['viewer', 'service'])
      expect((await call('users/hugo/devices/hugos-tablet/log-out', { role })).status).toBe(403);
    expect(await call('users/hugo/devices/no-phone/log-out')).toMatchObject({
      ...{ status: 404, body: { code: 'unknown-device' } },
    });
  });
});
