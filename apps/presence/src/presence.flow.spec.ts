// The whole of presence over the in-memory bus and PostgreSQL: sessions and messages in, decisions and announcements out.
import type { INestApplication } from '@nestjs/common';
import { type CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BusStrategy, outgoing } from '@offline-push/bus';
import {
  aDatabase,
  aMessage,
  FakeClock,
  MemoryBus,
  MemoryBusModule,
  MemoryPublisher,
  type TestDatabase,
} from '@offline-push/testing';
import {
  type MessageSent,
  messageSent,
  presenceChanged,
  pushGated,
  pushIdOf,
  type SessionChange,
  type SessionChanged,
  sessionChanged,
} from '@offline-push/contracts';
import { Clock, KitModule, parseConfig, stop } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, SECOND_MS } from '../fixtures/examples';
import { MIGRATIONS } from './migrations/list';
import { presenceFields } from './presence.config';
import { PresenceModule } from './presence.module';

const folder = mkdtempSync(join(tmpdir(), 'presence-'));
const keys = (['service', 'viewer'] as const).map((role) => ({
  id: role,
  sha256: createHash('sha256').update(`key-of-${role}`).digest('hex'),
  app: 'demo',
  role,
}));
const apiKeysFile = join(folder, 'keys.json');
writeFileSync(apiKeysFile, JSON.stringify(keys));

let test: TestDatabase;
let bus: MemoryBus;
let clock: FakeClock;
let app: INestApplication | undefined;

beforeEach(async () => {
  test = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
  clock = new FakeClock(Date.now());
});
afterEach(async () => {
  await shutDown();
  await test.drop();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(env: Record<string, string> = {}): Promise<void> {
  const config = parseConfig(presenceFields, {
    ...{ DATABASE_URL: test.url, KAFKA_BROKERS: 'none:1', PRESENCE_GRACE_SECONDS: '0' },
    ...env,
  });
  const module = PresenceModule.forRoot(config, MemoryBusModule.forRoot({ service: 'presence', bus }));
  const testing = Test.createTestingModule({
    imports: [KitModule.forRoot({ service: 'presence', apiKeysFile }), module],
  });
  const compiled = await testing.overrideProvider(Clock).useValue(clock).compile();
  app = compiled.createNestApplication({ bodyParser: false, logger: false });
  const strategy: CustomStrategy = { strategy: app.get(BusStrategy) };
  app.connectMicroservice(strategy, { inheritAppConfig: false });
  await app.listen(0, '127.0.0.1');
  await app.startAllMicroservices();
}

async function shutDown(): Promise<void> {
  if (app !== undefined) await stop(app);
  app = undefined;
}

/** Facts a second apart, the last of them now. */
async function gateway(who: Partial<SessionChanged>, ...changes: SessionChange[]): Promise<void> {
  const firstMs = clock.nowMs() - (changes.length - 1) * SECOND_MS;
  const phone = {
    app: 'demo',
    user: 'bob',
    device: 'bobs-phone',
    session: 's-1',
    platform: 'android' as const,
  };
  const events = changes.map((change, i) => ({ ...phone, change, atMs: firstMs + i * SECOND_MS, ...who }));
  await new MemoryPublisher(bus, 'im-gateway').publish(
    events.map((event) => outgoing(sessionChanged, event)),
  );
}

const send = (...messages: MessageSent[]) =>
  new MemoryPublisher(bus, 'im-core').publish(messages.map((event) => outgoing(messageSent, event)));

/** Awaits what no event tells. */
async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error('it did not come true within 20 s');
    await nextTurn();
  }
}

const decisionOn = ({ messageId }: MessageSent) => bus.next(pushGated, (it) => it.messageId === messageId);

describe('a message', () => {
  it('goes onward to the killed phone and to nobody else, each of the others with its own reason', async () => {
    await start();
    await gateway({}, 'logged-in', 'disconnected');
    await gateway({ user: 'carol' }, 'logged-in');
    await gateway({ user: 'dave' }, 'logged-in', 'disconnected', 'logged-out');
    await gateway({ user: 'erin' }, 'logged-in', 'kicked');
    await gateway({ user: 'frank' }, 'connected');
    await bus.idle();
    const message = aMessage({ recipients: ['bob', 'carol', 'dave', 'erin', 'frank', 'mallory', 'alice'] });
    await send(message);

    const decision = await decisionOn(message);
    expect(decision.onward).toEqual([{ user: 'bob', device: 'bobs-phone', session: 's-1' }]);
    expect(decision.stopped).toEqual([
      { user: 'carol', device: 'bobs-phone', reason: 'online' },
      { user: 'dave', device: 'bobs-phone', reason: 'logged-out' },
      { user: 'erin', device: 'bobs-phone', reason: 'kicked' },
      { user: 'frank', device: 'bobs-phone', reason: 'never-logged-in' },
      { user: 'mallory', reason: 'unknown-user' },
      { user: 'alice', reason: 'own-message' },
    ]);
    expect(decision).toMatchObject({ content: { title: 'Alice' }, conversation: message.conversation });
    expect(decision.expiresAtMs - decision.sentAtMs).toBe(DAY_MS);
  });

  it('reaches both phones of a user when both were killed', async () => {
    await start();
    await gateway({}, 'logged-in', 'disconnected');
    await gateway({ device: 'bobs-tablet', session: 's-2' }, 'logged-in', 'disconnected');
    await bus.idle();
    const message = aMessage();
    await send(message);
    const devices = (await decisionOn(message)).onward.map(({ device }) => device);
    expect(devices.sort()).toEqual(['bobs-phone', 'bobs-tablet']);
  });

  it('still rings on a device whose older session is kicked after the new login', async () => {
    await start();
    await gateway({ session: 's-2' }, 'logged-in', 'disconnected');
    await gateway({ session: 's-1' }, 'kicked');
    await bus.idle();
    const message = aMessage();
    await send(message);
    expect((await decisionOn(message)).onward).toMatchObject([{ session: 's-2' }]);
  });

  it('that waited with a logout while presence was away does not ring: presence catches up first', async () => {
    bus = new MemoryBus({ partitions: 1, fetchRecords: 5 });
    await start();
    await gateway({}, 'logged-in', 'disconnected');
    await bus.idle();
    await shutDown();
    const message = aMessage();
    await send(message);
    const others = Array.from({ length: 200 }, (_, i) => `user-${i}`);
    for (const user of others) await gateway({ user }, 'logged-in');
    await gateway({}, 'logged-out');
    await start();
    expect((await decisionOn(message)).stopped).toMatchObject([{ user: 'bob', reason: 'logged-out' }]);
  });

  it('to a group is one record with every member in exactly one list', async () => {
    await start();
    const members = Array.from({ length: 500 }, (_, i) => `user-${i}`);
    for (const [i, user] of members.entries())
      await (i < 300 ? gateway({ user }, 'logged-in', 'disconnected') : gateway({ user }, 'logged-in'));
    await bus.idle();
    await send(aMessage({ recipients: members }));
    await bus.idle();
    const [decision, ...others] = bus.published(pushGated);
    expect(others).toEqual([]);
    expect(decision!.onward.map(({ user }) => user)).toEqual(members.slice(0, 300));
    expect(decision!.stopped.map(({ user }) => user)).toEqual(members.slice(300));
  });

  it('from the future lives no longer than one sent now', async () => {
    await start();
    const message = aMessage({ sentAtMs: clock.nowMs() + DAY_MS });
    await send(message);
    expect((await decisionOn(message)).expiresAtMs).toBeLessThan(clock.nowMs() + DAY_MS + 60 * SECOND_MS);
  });

  it.each([
    ['before-start', 'sent long before the gate was started for the first time', 3_600, {}],
    ['too-old', 'read too late', 90, { PRESENCE_FRESH_SECONDS: '60' }],
  ])('stops as %s when it was %s', async (reason, _, secondsAgo, env) => {
    await start(env);
    await gateway({}, 'logged-in', 'disconnected');
    await bus.idle();
    const message = aMessage({ sentAtMs: clock.nowMs() - secondsAgo * SECOND_MS });
    await send(message);
    expect((await decisionOn(message)).stopped).toEqual([{ user: 'bob', device: 'bobs-phone', reason }]);
  });

  it('obeys the policy of the environment', async () => {
    await start({ PRESENCE_PUSH_IN_BACKGROUND: 'false' });
    await gateway({}, 'logged-in', 'background');
    await bus.idle();
    const message = aMessage();
    await send(message);
    expect((await decisionOn(message)).stopped).toMatchObject([{ reason: 'online' }]);
  });
});

describe('listeners of presence.changed.v1', () => {
  const heard = () => bus.published(presenceChanged).map(({ status }) => status);

  it('hear each change of the public status, once', async () => {
    await start();
    const told: Partial<Record<SessionChange, number>> = { 'logged-in': 1, disconnected: 2, 'logged-out': 3 };
    for (const change of [
      'logged-in',
      'connected',
      'background',
      'disconnected',
      'disconnected',
      'logged-out',
    ] as const) {
      await gateway({}, change);
      await bus.idle();
      await eventually(() => heard().length >= (told[change] ?? 0));
    }
    expect(heard()).toEqual(['online', 'offline', 'logged-out']);
  });

  it('hear of a login that was refused, because its session had ended', async () => {
    await start();
    await gateway({}, 'logged-in', 'logged-out', 'connected');
    const refusal = await bus.next(presenceChanged, (it) => it.refused === 'session-ended');
    expect(refusal).toMatchObject({ session: 's-1', status: 'logged-out' });
  });
});

describe('over HTTP', () => {
  const url = (path: string) =>
    `http://127.0.0.1:${(app!.getHttpServer().address() as { port: number }).port}${path}`;
  async function call(role: string, method: string, path: string, body?: unknown) {
    const response = await fetch(url(path), {
      method,
      headers: { authorization: `Bearer key-of-${role}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  }
  const sentMessage = { messageId: 'm-1', conversation: 'c', recipients: ['bob'] };
  const killed = { user: 'bob', device: 'bobs-phone', session: 's-1', change: 'disconnected' };

  it('a session change is published under the key of its user, for all doors alike', async () => {
    await start();
    const { status } = await call('service', 'POST', '/v1/apps/demo/sessions:change', {
      ...killed,
      app: 'demo',
    });
    expect(status).toBe(202);
    const event = await bus.next(sessionChanged);
    expect(event).toEqual({ app: 'demo', ...killed });
    expect(bus.records(sessionChanged.name)[0]!.key?.toString()).toBe('demo/bob');
  });

  it.each<[string, string, object, string]>([
    ['a session change of another app', 'sessions:change', { ...killed, app: 'other' }, '/app'],
    ['a misspelt field of one', 'sessions:change', { ...killed, detial: 'x' }, '/detial'],
    ['a misspelt field of a message', 'messages', { ...sentMessage, push: { tilte: 'x' } }, '/push/tilte'],
    ['a message of another app', 'messages', { ...sentMessage, app: 'other' }, '/app'],
    ['a misspelt field of a question', 'presence:query', { users: ['bob'], user: 'bob' }, '/user'],
  ])('FF 2.7: %s is refused', async (_, action, body, pointer) => {
    await start();
    const answer = await call(
      action === 'presence:query' ? 'viewer' : 'service',
      'POST',
      `/v1/apps/demo/${action}`,
      body,
    );
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it.each([
    ['?foo=1', 'invalid-query', '/foo'],
    ['?limit=0', 'invalid-query', '/limit'],
  ])('FF 2.7: a question with %s is refused', async (query, code, pointer) => {
    await start();
    const answer = await call('viewer', 'GET', `/v1/apps/demo/users/bob/presence${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ pointer }] } });
  });

  it('FF 1.15: NUL in a user is refused by the rule of ids', async () => {
    await start();
    const answer = await call('viewer', 'GET', '/v1/apps/demo/users/a%00b/presence');
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-path', errors: [{ pointer: '/user' }] },
    });
  });

  it('a session change that breaks the contract is refused with the field, and nothing is published', async () => {
    await start();
    const answer = await call('service', 'POST', '/v1/apps/demo/sessions:change', {
      ...killed,
      change: 'died',
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/change' }] } });
    expect(bus.published(sessionChanged)).toEqual([]);
  });

  it('another word behind the colon is no door', async () => {
    await start();
    expect((await call('service', 'POST', '/v1/apps/demo/sessions:destroy', killed)).status).toBe(404);
  });

  it('a user is as reachable as the best of the devices, which are listed', async () => {
    await start();
    await gateway({}, 'logged-in', 'disconnected');
    await gateway({ device: 'bobs-browser', session: 's-2', platform: 'web' }, 'logged-in');
    await bus.idle();
    const { status, body } = await call('viewer', 'GET', '/v1/apps/demo/users/bob/presence');
    expect(status).toBe(200);
    expect(body).toMatchObject({ app: 'demo', user: 'bob', status: 'online' });
    expect(
      new Map((body['devices'] as { device: string; status: string }[]).map((it) => [it.device, it.status])),
    ).toEqual(
      new Map([
        ['bobs-phone', 'offline'],
        ['bobs-browser', 'online'],
      ]),
    );
  });

  it('issue 12: the sessions of a user say why each counts as it does, the last login first, page by page', async () => {
    await start();
    await gateway({}, 'logged-in', 'kicked');
    clock.advanceMs(10 * SECOND_MS);
    await gateway({ session: 's-2', gateway: 'gw-1', link: 'l-1' }, 'logged-in', 'background');
    await gateway({ session: 's-2', gateway: 'gw-1', link: 'l-1' }, 'disconnected');
    clock.advanceMs(10 * SECOND_MS);
    await gateway({ device: '平板', session: 's-3' }, 'logged-in');
    await bus.idle();
    const path = '/v1/apps/demo/users/bob/sessions';
    const { status, body } = await call('viewer', 'GET', path);
    expect(status).toBe(200);
    expect(body['sessions']).toMatchObject([
      { session: 's-3', isCurrent: true, status: 'online', login: 'in', links: [{ state: 'up' }] },
      {
        ...{ session: 's-2', isCurrent: true, status: 'offline', platform: 'android' },
        links: [{ gateway: 'gw-1', link: 'l-1', state: 'down', phase: 'background' }],
      },
      { session: 's-1', isCurrent: false, status: 'logged-out', login: 'kicked' },
    ]);
    const [first, second, last] = body['sessions'] as Record<string, unknown>[];
    expect([first?.['endedAtMs'], typeof last?.['endedAtMs']]).toEqual([undefined, 'number']);
    expect((second?.['links'] as object[])[0]).toMatchObject({ endedAtMs: expect.any(Number) as number });
    const pages: unknown[] = [];
    for (let next: unknown = `${path}?limit=1`; typeof next === 'string'; ) {
      const page = (await call('viewer', 'GET', next)).body;
      pages.push(...(page['sessions'] as unknown[]));
      next = page['next'];
    }
    expect(pages).toEqual(body['sessions']);
    expect(await call('viewer', 'GET', `${path}?cursor=AAAA`)).toMatchObject({ status: 400 });
    expect(await call('viewer', 'GET', '/v1/apps/demo/users/nobody/sessions')).toMatchObject({
      ...{ status: 404, body: { code: 'unknown-user' } },
    });
    expect((await call('viewer', 'GET', '/v1/apps/other/users/bob/sessions')).status).toBe(404);
  });

  it('a user nobody saw is not found', async () => {
    await start();
    expect(await call('viewer', 'GET', '/v1/apps/demo/users/mallory/presence')).toMatchObject({
      status: 404,
      body: { code: 'unknown-user' },
    });
  });

  it('500 users with an unknown one give 499 answers and one error; 501 are refused', async () => {
    await start();
    const users = Array.from({ length: 500 }, (_, i) => `user-${i}`);
    for (const user of users.slice(1)) await gateway({ user }, 'logged-in');
    await bus.idle();
    const answer = await call('viewer', 'POST', '/v1/apps/demo/presence:query', { users });
    expect(answer.status).toBe(200);
    expect(answer.body['users']).toHaveLength(499);
    expect(answer.body['errors']).toEqual([{ user: 'user-0', code: 'unknown-user' }]);
    const tooMany = await call('viewer', 'POST', '/v1/apps/demo/presence:query', {
      users: [...users, 'one-more'],
    });
    expect(tooMany).toMatchObject({ status: 400, body: { errors: [{ pointer: '/users' }] } });
  });

  it('a user who is asked for twice is answered once', async () => {
    await start();
    await gateway({}, 'logged-in');
    await bus.idle();
    const { body } = await call('service', 'POST', '/v1/apps/demo/presence:query', { users: ['bob', 'bob'] });
    expect(body['users']).toHaveLength(1);
  });

  it('FF 1.15: a user id in the path is checked by the rule of bodies', async () => {
    await start();
    expect(await call('viewer', 'GET', '/v1/apps/demo/users/a%00b/presence')).toMatchObject({
      status: 400,
      body: { code: 'invalid-path', errors: [{ pointer: '/user' }] },
    });
  });

  it('a session that has ended is not revived: 409', async () => {
    await start();
    await gateway({}, 'logged-in', 'logged-out');
    await bus.idle();
    const change = (change: string, session = 's-1') =>
      call('service', 'POST', '/v1/apps/demo/sessions:change', { ...killed, change, session });
    for (const reviving of ['logged-in', 'connected', 'foreground', 'background'])
      expect(await change(reviving)).toMatchObject({ status: 409, body: { code: 'session-ended' } });
    expect(await change('disconnected')).toMatchObject({ status: 202 });
    expect(await change('logged-in', 's-2')).toMatchObject({ status: 202 });
  });

  it('a message is published with its push ids; its id is the idempotency key', async () => {
    await start();
    await gateway({}, 'logged-in', 'disconnected');
    await bus.idle();
    const event = aMessage({ recipients: ['bob', 'carol', 'bob'] });
    const message: Partial<MessageSent> & { messageId: string } = { ...event };
    delete message.app;
    const post = (body: object) => call('service', 'POST', '/v1/apps/demo/messages', body);
    const taken = await post(message);
    expect(taken).toMatchObject({
      status: 202,
      body: {
        pushes: ['bob', 'carol'].map((user) => ({ user, pushId: pushIdOf('demo', message.messageId, user) })),
      },
    });
    expect((await decisionOn(event)).onward).toMatchObject([{ user: 'bob' }]);
    expect(await post(message)).toEqual(taken);
    expect(await post({ ...message, evenIfOnline: true })).toEqual(taken);
    expect(await post({ ...message, push: { text: 'other' } })).toMatchObject({
      status: 409,
      body: { code: 'id-conflict' },
    });
    expect(await post({ ...message, recipients: [] })).toMatchObject({ status: 400 });
  });

  it.each([
    ['viewer', 'POST', '/v1/apps/demo/sessions:change', 403],
    ['viewer', 'POST', '/v1/apps/demo/messages', 403],
    ['nobody', 'GET', '/v1/apps/demo/users/bob/presence', 401],
    ['viewer', 'GET', '/v1/apps/other/users/bob/presence', 404],
  ])('%s may not %s %s: %i', async (role, method, path, expected) => {
    await start();
    expect((await call(role, method, path, method === 'POST' ? killed : undefined)).status).toBe(expected);
  });
});
