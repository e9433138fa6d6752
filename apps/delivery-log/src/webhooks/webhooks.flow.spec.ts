// Webhooks over the in-memory bus and PostgreSQL, with a real receiver that verifies what comes: what it is told, in which order, what happens
// when it does not take it, who may change it.
import { BusStrategy } from '@offline-push/bus';
import { presenceChanged, pushIdOf, pushOutcome, pushReceipted, type Topic } from '@offline-push/contracts';
import { Clock, parseConfig, sql } from '@offline-push/service-kit';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import * as hooked from '../../fixtures/hooked';
import { Receiver, verifies } from '../../fixtures/receiver';
import { TOKEN, toldOf } from '../../fixtures/told';
import { deliveryLogFields, Limits } from '../delivery-log.config';
import { appsWithWebhooks } from '../delivery-log.flows';
import { DeliveryLogModule } from '../delivery-log.module';
import { ForgetPieces } from './forget.worker';
import type { NewWebhookAnswer, WebhookList, WholeWebhook } from './http/webhook-answer';
import { shardOf } from './pieces';
import { QueueStore } from './queue.store';

jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PIECES = sql('spec-pieces', 'select count(*)::integer as count from webhook_piece');

type Told<Teller extends (clock: Clock, ...told: never) => unknown> =
  Parameters<Teller> extends [Clock, ...infer Rest] ? Rest : never;

let bus: MemoryBus;
let clock: hooked.MovedClock;
let database: TestDatabase;
let service: AService;
let receiver: Receiver;

beforeAll(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  clock = new hooked.MovedClock();
  service = await aPod();
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});
beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(async () => {
  clock.goOn();
  clock.movedMs = 0;
  for (const app of ['demo', 'other']) {
    const { webhooks } = (await service.call(`/v1/apps/${app}/webhooks`, { of: app })).body as WebhookList;
    for (const { id } of webhooks) await remove(id, app);
  }
  await receiver.close();
});

const aPod = (env: Record<string, string> = {}): Promise<AService> => {
  const config = parseConfig(deliveryLogFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', DELIVERY_LOG_GATHER_MS: '5' },
    ...{ DELIVERY_LOG_WEBHOOK_INSIDE: 'true', DELIVERY_LOG_WEBHOOK_RETRY_MS: '20' },
    ...{ DELIVERY_LOG_WEBHOOK_HOLD_MS: '500', DELIVERY_LOG_WEBHOOK_TIMEOUT_MS: '20000' },
    DELIVERY_LOG_SEAL_KEYS: JSON.stringify({
      keys: [{ id: 'w1', key: Buffer.alloc(32, 9).toString('base64') }],
    }),
    ...env,
  });
  return AService.start({
    name: 'delivery-log',
    imports: [DeliveryLogModule.forRoot(config, MemoryBusModule.forRoot({ service: 'delivery-log', bus }))],
    strategies: [BusStrategy],
    clock,
  });
};

/** How long an answer is awaited. */
const waitMs = (ms: number): void => {
  (service.app.get(Limits).webhooks as { timeoutMs: number }).timeoutMs = ms;
};

const path = (id = '', of = 'demo') => `/v1/apps/${of}/webhooks${id && `/${id}`}`;

async function create(body: object = {}, of = 'demo'): Promise<NewWebhookAnswer> {
  const answer = await service.call(path('', of), { of, body: { url: `${receiver.url}/hook`, ...body } });
  expect(answer).toMatchObject({ status: 201 });
  const made = answer.body as NewWebhookAnswer;
  receiver.secrets.push(made.secret);
  return made;
}

const show = async (id: string): Promise<WholeWebhook> => {
  const answer = await service.call(path(id), { as: 'viewer' });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as WholeWebhook;
};
const act = (id: string, action: string, body?: object) =>
  service.call(path(`${id}/${action}`), { method: 'POST', ...(body && { body }) });

async function remove(id: string, of = 'demo'): Promise<void> {
  const { headers } = await service.call(path(id, of), { of });
  const answer = await service.call(path(id, of), {
    ...{ method: 'DELETE', of, headers: { 'if-match': headers.get('etag') ?? '' } },
  });
  expect(answer.status).toBe(204);
}

function tell<T>(topic: Topic<T>, event: T, atMs = clock.nowMs()): void {
  bus.append(topic.name, { key: topic.key(event), value: JSON.stringify(event), timestampMs: atMs });
}

const ended = (...told: Told<typeof hooked.ended>) => hooked.ended(clock, ...told);
const receipt = (...told: Told<typeof hooked.receipt>) => hooked.receipt(clock, ...told);
const { presence } = hooked;

const typesOf = (user: string) =>
  receiver.events.filter((event) => event.user === user).map(({ type, reason }) => [type, reason]);

describe('webhooks: what an app is told', () => {
  it('costs an app without one nothing: its events are not even parsed', async () => {
    expect(appsWithWebhooks.words).toEqual([]);
    tell(pushOutcome, ended('m-none', ['bob']));
    await bus.idle();
    const [row] = await database.database.query<{ count: number }>(PIECES, []);
    expect(row).toEqual({ count: 0 });
  });

  it('sent, arrived, clicked: signed, in order, without text and token, however the topics overtake each other', async () => {
    const { id } = await create();
    clock.stop();
    const told = toldOf('m-1', Date.now());
    // The receipts first, as if the outcome's partition were behind.
    for (const { topic, event } of [...told.slice(6), ...told.slice(0, 6)]) tell(topic, event);
    await bus.idle();
    clock.goOn();
    await receiver.until('three stages', () => receiver.events.length === 3);
    expect(receiver.events.map(({ type }) => type)).toEqual(['push.sent', 'push.arrived', 'push.clicked']);
    const pushId = pushIdOf('demo', 'm-1', 'bob');
    expect(receiver.events[0]).toMatchObject({
      ...{
        messageId: 'm-1',
        pushId,
        user: 'bob',
        device: 'bobs-phone',
        vendor: 'xiaomi',
        certificateId: 6666,
      },
      ...{ vendorMessageId: 'scm-m-1', conversation: 'group-7' },
    });
    const [first] = receiver.requests;
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ type: 'events.batch', data: { app: 'demo' } });
    expect(first?.headers['webhook-id']).toMatch(new RegExp(`^msg_${id}_\\d+$`));
    const text = JSON.stringify(receiver.requests);
    for (const secret of ['a secret text', TOKEN]) expect(text).not.toContain(secret);
    expect(receiver.forged).toEqual([]);
  });

  it('sent first, also where the service is behind, and nothing that was held passes what was held before it', async () => {
    await create();
    clock.stop();
    clock.movedMs = 10_000;
    // An old record, as after an outage: it waits ten times as long, and the click behind it no less.
    tell(pushReceipted, receipt('m-l', 'bob', 'arrived'), clock.nowMs() - 3_000);
    await bus.idle();
    tell(pushReceipted, receipt('m-l', 'bob', 'clicked'));
    await bus.idle();
    clock.movedMs += 2_000;
    tell(pushOutcome, ended('m-l', ['bob']));
    await receiver.until('it was sent', () => receiver.events.length === 1);
    clock.movedMs += 10_000;
    await receiver.until('all of it', () => receiver.events.length === 3);
    expect(receiver.events.map(({ type }) => type)).toEqual(['push.sent', 'push.arrived', 'push.clicked']);
  });

  it('arrived before clicked, also where the vendor reports the click first', async () => {
    await create();
    clock.stop();
    tell(pushReceipted, receipt('m-c', 'bob', 'clicked'));
    await bus.idle();
    tell(pushReceipted, receipt('m-c', 'bob', 'arrived'));
    await bus.idle();
    tell(pushOutcome, ended('m-c', ['bob']));
    await bus.idle();
    clock.movedMs = 10_000;
    await receiver.until('all of it', () => receiver.events.length === 3);
    expect(receiver.events.map(({ type }) => type)).toEqual(['push.sent', 'push.arrived', 'push.clicked']);
  });

  it('failed with its reason: how it ended, or what the vendor reported later; and the status of devices', async () => {
    await create();
    const states = ['token-dead', 'refused', 'expired', 'withdrawn', 'unconfirmed'] as const;
    for (const state of states) tell(pushOutcome, ended('m-f', [`u-${state}`], { state, code: '200' }));
    tell(pushReceipted, receipt('m-f', 'u-removed', 'removed'));
    tell(presenceChanged, presence('carol', 'online', 1_790_000_000_000));
    tell(presenceChanged, presence('carol', 'offline', 1_790_000_100_000));
    tell(presenceChanged, {
      ...presence('carol', 'logged-out', 1_790_000_200_000),
      refused: 'session-ended',
    });
    await receiver.until('all of them', () => receiver.events.length === states.length + 3);
    for (const reason of [...states, 'removed'])
      expect(typesOf(`u-${reason}`)).toEqual([['push.failed', reason]]);
    const statuses = receiver.events.filter(({ user }) => user === 'carol').map(({ status }) => status);
    expect(statuses).toEqual(['online', 'offline']);
  });

  it('only of its app, only the events that it asked for, and the same fact under the same id', async () => {
    await create({ events: ['push.arrived'] });
    tell(pushOutcome, ended('m-o', ['bob'], {}, 'other'));
    tell(pushOutcome, ended('m-o', ['bob']));
    tell(pushReceipted, receipt('m-o', 'bob', 'arrived'));
    tell(pushReceipted, receipt('m-o', 'bob', 'arrived'));
    const came = () => receiver.requests.flatMap(({ events }) => events);
    await receiver.until('the arrivals', () => came().length >= 2);
    expect(came().map(({ type }) => type)).toEqual(came().map(() => 'push.arrived'));
    expect(receiver.events).toHaveLength(1);
  });

  it('in batches of at most 100 events, all of them, each once', async () => {
    const { id } = await create();
    await act(id, 'disable');
    const users = Array.from({ length: 3_000 }, (_, i) => `user-${i}`);
    for (let i = 0; i < users.length; i += 150) tell(pushOutcome, ended('m-b', users.slice(i, i + 150)));
    await bus.idle();
    const waiting = (await show(id)).waiting;
    expect(waiting).toMatchObject({ events: 3_000, isMore: false });
    await act(id, 'enable');
    await receiver.until('all users', () => receiver.events.length >= 3_000);
    expect(Math.max(...receiver.requests.map(({ events }) => events.length))).toBeLessThanOrEqual(100);
    expect(new Set(receiver.requests.map(({ id: webhookId }) => webhookId)).size).toBeLessThan(60);
    expect(receiver.events.map(({ user }) => user).sort()).toEqual([...users].sort());
  });
});

describe('webhooks: a receiver that does not take it', () => {
  const ways: [string, () => void, object][] = [
    [
      'fails',
      () => (receiver.answer = (response) => response.writeHead(500).end('no\u0007 good')),
      { status: 500, text: 'no good' },
    ],
    [
      'hangs',
      () => {
        receiver.answer = () => undefined;
        waitMs(300);
      },
      { code: 'deadline' },
    ],
    [
      'redirects',
      () => (receiver.answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end()),
      { status: 307, code: 'redirect' },
    ],
    ['closes', () => (receiver.answer = (response) => response.destroy()), {}],
    [
      'says too much',
      () => (receiver.answer = (response) => response.writeHead(503).end('x'.repeat(100_000))),
      { status: 503 },
    ],
  ];

  it.each(ways)(
    'that %s gets it again: the same request, in order, and nothing later before',
    async (_, fail, told) => {
      const { id } = await create();
      fail();
      tell(pushOutcome, ended('m-r', ['bob']));
      await receiver.until('a second try', () => receiver.requests.length >= 2);
      tell(pushReceipted, receipt('m-r', 'bob', 'clicked'));
      await bus.idle();
      const state = await show(id);
      expect(state.answers[0]).toMatchObject({ isTaken: false, events: 1, ...told });
      expect(state.failingSinceMs).toBeGreaterThan(0);
      receiver.takeAll();
      waitMs(20_000);
      await receiver.until('the click', () => receiver.events.at(-1)?.type === 'push.clicked');
      const [first, ...others] = receiver.requests;
      const last = others.pop();
      for (const other of others)
        expect({ id: other.id, body: other.body }).toEqual({ id: first?.id, body: first?.body });
      expect(last?.events.map(({ type }) => type)).toEqual(['push.clicked']);
      expect(receiver.requests.map(({ path: at }) => at)).not.toContain('/elsewhere');
      expect(receiver.forged).toEqual([]);
    },
  );

  it('does not hold what is of other users, nor other webhooks', async () => {
    await create();
    const second = await create();
    const other = ['u-1', 'u-2', 'u-3', 'u-4'].find((user) => shardOf(user) !== shardOf('bob')) ?? '';
    receiver.answer = (response, { events, id }) =>
      response
        .writeHead(events.some(({ user }) => user === 'bob') && !id.includes(second.id) ? 500 : 200)
        .end();
    tell(pushOutcome, ended('m-h', ['bob', other]));
    const came = (user: string) =>
      receiver.requests.filter(({ events }) => events.some((event) => event.user === user)).length;
    await receiver.until('the others', () => came(other) === 2 && came('bob') > 2);
  });

  it('and asks to wait is not asked before', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    tell(pushOutcome, ended('m-w', ['bob']));
    const bobs = () => receiver.requests.filter(({ events }) => events.some(({ user }) => user === 'bob'));
    await receiver.until('a request', () => bobs().length === 1);
    await settled(async () => (await show(id)).answers.length === 1);
    receiver.takeAll();
    clock.movedMs = HOUR_MS / 2;
    const other = ['u-1', 'u-2', 'u-3', 'u-4'].find((user) => shardOf(user) !== shardOf('bob')) ?? '';
    tell(pushOutcome, ended('m-w2', [other]));
    await receiver.until('another shard', () => receiver.events.some(({ user }) => user === other));
    expect([bobs().length, (await show(id)).state]).toEqual([1, 'enabled']);
    clock.movedMs = HOUR_MS + 60_000;
    await receiver.until('bob again', () => bobs().length >= 2);
  });

  it('for five days is disabled with an alarm, and gets what waits when a person enables it again', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(500).end();
    tell(pushOutcome, ended('m-d', ['bob']));
    await receiver.until('a try', () => receiver.requests.length >= 1);
    clock.movedMs = 5 * DAY_MS - HOUR_MS;
    await receiver.until('late tries', () => receiver.requests.length >= 3);
    expect(await show(id)).toMatchObject({ state: 'enabled' });
    clock.movedMs = 5 * DAY_MS + 2 * HOUR_MS;
    const before = receiver.requests.length;
    await receiver.until('the last try', () => receiver.requests.length > before);
    await settled(async () => (await show(id)).state === 'disabled');
    expect(await show(id)).toMatchObject({ because: 'failing', waiting: { events: 1 } });
    await service.app.get(ForgetPieces).round();
    const metrics = String((await service.call('/metrics')).body);
    expect(metrics).toMatch(/offline_push_webhooks_disabled\{app="demo",cause="failing"[^}]*\} 1/);
    const { entries } = (await service.call(path(`${id}/audit`))).body as {
      entries: { action: string; actor: string }[];
    };
    expect(entries[0]).toMatchObject({ action: 'webhook-disabled', actor: 'delivery-log' });
    receiver.takeAll();
    receiver.forget();
    await act(id, 'enable');
    await receiver.until('what waited', () => receiver.events.length === 1);
  });

  it('and wants no more (410) is disabled at once', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(410).end();
    tell(pushOutcome, ended('m-g', ['bob']));
    await settled(async () => (await show(id)).state === 'disabled');
    expect(await show(id)).toMatchObject({ because: 'gone' });
  });

  it('is not told for ever: what is older than it is kept is dropped and counted', async () => {
    const { id } = await create();
    await act(id, 'disable');
    tell(pushOutcome, ended('m-old', ['bob', 'carol']));
    await bus.idle();
    clock.movedMs = 8 * DAY_MS;
    await service.app.get(ForgetPieces).round();
    expect(await show(id)).toMatchObject({ dropped: 2, waiting: { events: 0 } });
  });
});

describe('webhooks: several pods', () => {
  it('share the work, and what one had when it was killed another sends', async () => {
    const { id } = await create();
    await act(id, 'disable');
    tell(pushOutcome, ended('m-p', ['bob']));
    await bus.idle();
    // A pod that took the shard, and is gone before it could send.
    const now = clock.nowMs();
    const lost = await service.app
      .get(QueueStore)
      .claim([{ id, free: 4 }], { nowMs: Math.round(now), untilMs: Math.round(now + 300_000), most: 4 });
    expect(lost).toHaveLength(1);
    const other = await aPod();
    try {
      // Not `enable`: that frees nothing which is leased, either.
      await act(id, 'enable');
      tell(pushOutcome, ended('m-p2', ['u-1', 'u-2', 'u-3', 'u-4', 'u-5']));
      await receiver.until('those of other shards', () => receiver.events.length >= 5);
      expect(typesOf('bob')).toEqual([]);
      clock.movedMs = 301_000;
      await receiver.until('bob', () => typesOf('bob').length === 1);
      // The pod that was thought dead settles nothing any more.
      const [claim] = lost;
      const late = { atMs: 1, tookMs: 1, webhookId: 'x', events: 1, attempt: 1, code: 'late' };
      await service.app.get(QueueStore).failed(claim!, late, 1);
      expect(JSON.stringify(await show(id))).not.toContain('late');
      expect(receiver.events.map(({ user }) => user).sort()).toEqual([
        ...['bob', 'u-1', 'u-2', 'u-3', 'u-4', 'u-5'],
      ]);
    } finally {
      await other.stop();
    }
  });
});

describe('webhooks: for those who look after them', () => {
  it('a secret is shown once; during a rotation both sign, and afterwards the new one alone', async () => {
    const made = await create();
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const next = (await act(made.id, 'rotate')).body as NewWebhookAnswer;
    tell(pushOutcome, ended('m-s1', ['bob']));
    await receiver.until('a request', () => receiver.requests.length >= 1);
    const [both] = receiver.requests;
    expect([made, next].map(({ secret }) => verifies(secret, both!))).toEqual([true, true]);
    expect(both?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    const leaked = (await act(made.id, 'rotate?oldForSeconds=0')).body as NewWebhookAnswer;
    tell(pushOutcome, ended('m-s2', ['bob']));
    await receiver.until('another', () => receiver.requests.length >= 2);
    const last = receiver.requests.at(-1)!;
    expect([made, next, leaked].map(({ secret }) => verifies(secret, last))).toEqual([false, false, true]);
    const told = JSON.stringify([
      await show(made.id),
      (await service.call(path())).body,
      (await service.call(path(`${made.id}/audit`))).body,
    ]);
    for (const { secret } of [made, next, leaked]) expect(told).not.toContain(secret.slice(6));
    expect((await show(made.id)).secrets).toMatchObject([{ number: 3 }]);
  });

  it('an event is tried at once, and its answer shown', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(401).end('<b>who are you?</b>');
    expect((await act(id, 'test')).body).toMatchObject({
      isTaken: false,
      status: 401,
      text: expect.any(String),
    });
    expect(receiver.events).toMatchObject([{ type: 'webhook.test', webhook: id }]);
    expect(receiver.forged).toEqual([]);
  });

  it('what was taken is sent again by time: the same requests under their ids', async () => {
    const { id } = await create();
    const fromMs = clock.nowMs();
    for (const user of ['bob', 'carol', 'dave']) tell(pushOutcome, ended('m-re', [user]));
    await receiver.until('all', () => receiver.events.length === 3);
    await settled(async () => (await show(id)).waiting.events === 0);
    const all = () =>
      [...new Set(receiver.requests.map(({ id: webhookId, body }) => webhookId + body))].sort();
    const before = all();
    receiver.forget();
    const later = Math.round(fromMs) + HOUR_MS;
    expect((await act(id, 'replay', { fromMs: later, toMs: later + 1 })).body).toMatchObject({ requests: 0 });
    const replayed = (await act(id, 'replay', { fromMs: Math.round(fromMs) - 1000 })).body;
    expect(replayed).toMatchObject({ events: 3, isMore: false });
    await receiver.until('all again', () => receiver.events.length === 3);
    expect(all()).toEqual(before);
    expect((await act(id, 'replay', { fromMs: 5, toMs: 4 })).status).toBe(400);
  });

  it('what is sent again keeps the order in which it went first, also where what was held had come before', async () => {
    const { id } = await create();
    const fromMs = Math.round(clock.nowMs()) - 1_000;
    clock.stop();
    tell(pushReceipted, receipt('m-ro', 'bob', 'arrived'));
    await bus.idle();
    tell(pushOutcome, ended('m-ro', ['bob']));
    await receiver.until('it was sent', () => receiver.events.length === 1);
    clock.movedMs += 10_000;
    await receiver.until('it arrived', () => receiver.events.length === 2);
    await settled(async () => (await show(id)).waiting.events === 0);
    const inOrder = () => receiver.requests.map(({ id: webhookId, events }) => [webhookId, events[0]?.type]);
    const before = inOrder();
    expect(before.map(([, type]) => type)).toEqual(['push.sent', 'push.arrived']);
    receiver.forget();
    expect((await act(id, 'replay', { fromMs })).body).toMatchObject({ requests: 2, events: 2 });
    await receiver.until('both again', () => receiver.requests.length >= 2);
    expect(inOrder()).toEqual(before);
  });

  it('a user who is erased is taken out of what waits and of what could be sent again, and does not come back', async () => {
    const { id } = await create();
    const fromMs = Math.round(clock.nowMs()) - 1_000;
    const neighbour = Array.from({ length: 200 }, (_, i) => `n-${i}`).find(
      (user) => shardOf(user) === shardOf('erik'),
    );
    const users = ['erik', neighbour ?? ''];
    tell(pushOutcome, ended('m-e1', users));
    tell(pushOutcome, ended('m-e2', ['erik']));
    await receiver.until('what is kept for a replay', () => receiver.events.length === 3);
    await settled(async () => (await show(id)).waiting.events === 0);
    await act(id, 'disable');
    tell(pushOutcome, ended('m-e3', users));
    tell(presenceChanged, presence('erik', 'online', Math.round(clock.nowMs()) - 10));
    await bus.idle();
    expect((await show(id)).waiting.events).toBe(3);
    const late = receipt('m-e3', 'erik', 'arrived');
    const erased = await service.call('/v1/apps/demo/users/erik/erase', { body: {} });
    expect(erased.body).toMatchObject({ isDone: true, webhookEvents: 4 });
    expect((await show(id)).waiting.events).toBe(1);
    tell(pushReceipted, { ...late, sentAtMs: fromMs });
    await bus.idle();
    clock.movedMs += 60_000;
    receiver.forget();
    await act(id, 'replay', { fromMs });
    await act(id, 'enable');
    tell(pushOutcome, ended('m-e4', ['erik']));
    await receiver.until('all that is left', () => receiver.events.length >= 3);
    await settled(async () => (await show(id)).waiting.events === 0);
    expect(receiver.events.map(({ user, messageId }) => [user, messageId])).toEqual([
      [neighbour, 'm-e1'],
      [neighbour, 'm-e3'],
      ['erik', 'm-e4'],
    ]);
    expect(receiver.forged).toEqual([]);
  });

  it('a change needs the ETag of what was read, and is audited; others may not make one', async () => {
    const { id } = await create({ url: `${receiver.url}/hook?key=of-the-receiver` });
    const put = (etag: string, body: object) =>
      service.call(path(id), { method: 'PUT', body, headers: etag === '' ? {} : { 'if-match': etag } });
    const etag = (await service.call(path(id))).headers.get('etag') ?? '';
    expect((await put('', { name: 'a' })).status).toBe(428);
    expect((await put(etag, { name: 'CRM' })).body).toMatchObject({ name: 'CRM', state: 'enabled' });
    expect((await put(etag, { name: 'ERP' })).status).toBe(412);
    expect((await put('W/"2"', { name: 'ERP' })).status).toBe(412);
    expect((await put('none', { name: 'ERP' })).status).toBe(400);
    for (const as of ['viewer', 'service'] as const) {
      const made = await service.call(path(), { as, body: { url: receiver.url } });
      const tried = await service.call(path(`${id}/test`), { as, method: 'POST' });
      expect([made.status, tried.status]).toEqual([403, 403]);
    }
    expect((await service.call(path(id), { of: 'other' })).status).toBe(404);
    expect((await service.call(path(id, 'other'), { of: 'other' })).status).toBe(404);
    expect((await show(id)).url).toBe(`${receiver.url}/hook?…`);
    const audit = JSON.stringify((await service.call(path(`${id}/audit`), { as: 'viewer' })).body);
    expect(audit).toContain('webhook-changed');
    expect(audit).not.toContain('of-the-receiver');
  });

  it('there are at most 20 of an app, and none without a key ring', async () => {
    for (let i = 0; i < 20; i++) await create({ name: `hook ${i}` });
    const more = await service.call(path(), { body: { url: receiver.url } });
    expect([more.status, (more.body as { code: string }).code]).toEqual([409, 'too-many-webhooks']);
    const first = (await service.call(`${path()}?limit=15`)).body as WebhookList;
    const rest = (await service.call(first.next ?? '')).body as WebhookList;
    expect([first.webhooks.length, rest.webhooks.length, rest.next]).toEqual([15, 5, undefined]);
  });
});

/** Awaits a state that no request tells of. */
async function settled(holds: () => Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 60_000;
  while (!(await holds())) if (Date.now() > endMs) throw new Error('it did not come to that');
}
