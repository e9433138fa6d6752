// The whole of delivery-log over the in-memory bus and PostgreSQL: what it remembers does not depend on the order in which it is told, nor on
// how often.
import { BusStrategy } from '@offline-push/bus';
import {
  type DeadLetter,
  deadLetter,
  messageSent,
  pushIdOf,
  pushReceipted,
  targetIdOf,
  type Topic,
} from '@offline-push/contracts';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { parseConfig, sql, SystemClock } from '@offline-push/service-kit';
import { TOKEN, type Told, toldOf } from '../fixtures/told';
import type { DeviceRows } from './devices/rows-answer';
import { deliveryLogFields } from './delivery-log.config';
import { DeliveryLogModule } from './delivery-log.module';
import { storyFlow } from './delivery-log.flows';
import type { StoryAnswer, StoryList } from './http/story-answer';
import type { LedgerAnswer } from './http/ledger.controller';
import { LedgerWorker } from './ledger/ledger.worker';
import { DayStore } from './keeping/day.store';
import type { StatisticsAnswer } from './statistics/statistics-answer';

jest.setTimeout(60_000);

const SENT_AT_MS = Date.now() - 60_000;
const COUNT_ROWS = sql(
  'spec-rows',
  'select (select count(*) from story)::integer as stories, (select count(*) from lookup)::integer as lookups',
);

let bus: MemoryBus;
let database: TestDatabase;
let service: AService;

beforeAll(async () => {
  database = await aDatabase([]);
  await begin();
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

async function begin(on = new MemoryBus()): Promise<void> {
  bus = on;
  const config = parseConfig(deliveryLogFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', DELIVERY_LOG_GATHER_MS: '5' },
  });
  service = await AService.start({
    name: 'delivery-log',
    imports: [DeliveryLogModule.forRoot(config, MemoryBusModule.forRoot({ service: 'delivery-log', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
}

function tell({ topic, event, atMs }: Told): void {
  const key = topic.key(event);
  bus.append(topic.name, { key, value: JSON.stringify(event), timestampMs: atMs });
}

async function get<T>(path: string): Promise<T> {
  const { status, body } = await service.call(path, { as: 'viewer' });
  expect({ path, status, body: status === 200 ? undefined : body }).toEqual({
    path,
    status: 200,
    body: undefined,
  });
  return body as T;
}

const storyOf = (messageId: string) => get<StoryAnswer>(`/v1/apps/demo/messages/${messageId}/story`);
const ledger = () => get<LedgerAnswer>('/v1/apps/demo/ledger');
const rows = async () =>
  (await database.database.query<{ stories: number; lookups: number }>(COUNT_ROWS, []))[0];

/** The same numbers each time. */
function shuffled<T>(all: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  return all
    .map((one) => ({ one, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** With what comes from where a record stands left out. */
const plain = (story: StoryAnswer, messageId: string): unknown =>
  JSON.parse(
    JSON.stringify(story)
      .replaceAll(messageId, 'm')
      .replace(/\(\d+@\d+\)/g, '()')
      .replace(/"(pushId|targetId)":"[^"]+"/g, '"$1":""'),
  );

describe('issue 12: the story of a message', () => {
  it('has every decision from event to click, with time, reason, version, lane, words and witness', async () => {
    for (const told of toldOf('m-1', SENT_AT_MS)) tell(told);
    await bus.idle();
    const story = await storyOf('m-1');
    expect(story).toMatchObject({
      ...{ app: 'demo', messageId: 'm-1', conversation: 'group-7', sender: 'alice', kind: 'text' },
      ...{ sentAtMs: SENT_AT_MS, expiresAtMs: SENT_AT_MS + 600_000 },
      content: { titleLength: 7, textLength: 13, extLength: 0 },
      ledger: { recipients: 3, devices: 4 },
    });
    const answers = story.devices.map(({ user, device, box, reason, who }) => [
      user,
      device,
      box,
      reason,
      who,
    ]);
    expect(answers).toEqual(
      expect.arrayContaining([
        ['bob', 'bobs-laptop', 'stopped-at-gate', 'not-pushable', 'nobody'],
        ['bob', 'bobs-phone', 'settled', 'accepted', 'nobody'],
        ['carol', 'carols-phone', 'stopped-at-addressing', 'no-binding', 'client'],
        ['dave', undefined, 'stopped-at-gate', 'unknown-user', 'gateway'],
      ]),
    );
    const phone = story.devices.find(({ device }) => device === 'bobs-phone');
    expect(phone?.means).toBe('The user opened it.');
    const steps = phone?.steps.map(({ stage, witness, result, atMs }) => [
      stage,
      witness,
      result,
      atMs - SENT_AT_MS,
    ]);
    expect(steps).toEqual([
      ['sent', 'us', 'published', 0],
      ['gate', 'us', 'onward', 4],
      ['addressing', 'us', 'onward', 7],
      ['attempt', 'vendor', 'throttled', 60],
      ['attempt', 'vendor', 'accepted', 5_001],
      ['end', 'us', 'accepted', 5_063],
      ['receipt', 'vendor', 'arrived', 6_000],
      ['receipt', 'phone', 'clicked', 9_000],
    ]);
    expect(phone?.steps[3]).toMatchObject({
      ...{ certificateId: 6666, version: 3, attempt: 1, tookMs: 61, carried: 118, code: '200002' },
      ...{ says: 'exceed qps limit', lane: { state: 'throttled' }, nextAtMs: SENT_AT_MS + 5_000 },
    });
    const text = JSON.stringify(story);
    for (const secret of ['a secret text', TOKEN]) expect(text).not.toContain(secret);
  });

  it('is had a page of devices at a time, narrowed by the server, with the ledger of all', async () => {
    const pages: DeviceRows[] = [];
    for (let path: string | undefined = '/v1/apps/demo/messages/m-1/devices?limit=3'; path !== undefined; ) {
      const page: DeviceRows = await get<DeviceRows>(path);
      pages.push(page);
      path = page.next;
    }
    expect(pages.map(({ devices }) => devices.map(({ user, mark }) => [user, mark]))).toEqual([
      [
        ['bob', 'stopped'],
        ['bob', 'done'],
        ['carol', 'stopped'],
      ],
      [['dave', 'stopped']],
    ]);
    expect(pages[0]).toMatchObject({
      ledger: { recipients: 3, devices: 4, stopped: 3, settled: 1, open: 0, missing: 0 },
      ...{ found: 4, marks: expect.arrayContaining([{ mark: 'stopped', count: 3 }]) },
      vendors: [{ vendor: 'xiaomi', count: 1 }],
    });
    expect(await get<DeviceRows>('/v1/apps/demo/messages/m-1/devices?text=BOBS-PH')).toMatchObject({
      ...{ found: 1, ledger: { devices: 4 } },
      devices: [{ user: 'bob', device: 'bobs-phone', arrival: 'arrived', arrivedAtMs: SENT_AT_MS + 6_000 }],
    });
    expect(await service.call('/v1/apps/demo/messages/m-0/devices', { as: 'viewer' })).toMatchObject({
      ...{ status: 404, body: { code: 'unknown-message' } },
    });
  });

  it('is the same in whatever order its events come, and how often', async () => {
    const first = await storyOf('m-1');
    for (const seed of [1, 2, 3, 4]) {
      const messageId = `m-shuffled-${seed}`;
      const told = toldOf(messageId, SENT_AT_MS);
      for (const one of shuffled([...told, ...told.slice(seed), ...told.slice(0, 4)], seed)) tell(one);
      await bus.idle();
      expect(plain(await storyOf(messageId), messageId)).toEqual(plain(first, 'm-1'));
    }
  });

  it('does not change, and counts nobody twice, when the topics are read again from the start', async () => {
    const [before, books, written] = [await storyOf('m-1'), await ledger(), await rows()];
    expect(books).toMatchObject({
      recipients: 15,
      devices: 20,
      stopped: 15,
      settled: 5,
      open: 0,
      missing: 0,
    });
    await service.stop();
    const records = [1, 2, 3, 4].flatMap((seed) => toldOf(`m-shuffled-${seed}`, SENT_AT_MS));
    await begin();
    for (const one of [...toldOf('m-1', SENT_AT_MS), ...records]) tell(one);
    await bus.idle();
    await service.stop();
    bus.forgetOffsets(storyFlow.group);
    await begin(bus);
    await bus.idle();
    expect(await rows()).toEqual(written);
    expect(await ledger()).toEqual(books);
    expect(plain(await storyOf('m-1'), 'm-1')).toEqual(plain(before, 'm-1'));
  });

  it('is found by any id, and of an unknown one it is said where was looked', async () => {
    const push = pushIdOf('demo', 'm-1', 'bob');
    const find = async (id: string) =>
      (await service.call('/v1/apps/demo/ids:search', { as: 'viewer', body: { id } })).body as {
        hits: object[];
      };
    const bob = { messageId: expect.any(String), user: 'bob', device: 'bobs-phone' };
    expect(await find('m-1')).toMatchObject({ hits: [{ kind: 'message', messageId: 'm-1' }] });
    expect((await find('bob')).hits).toEqual([{ kind: 'user', user: 'bob' }]);
    expect((await find('bobs-phone')).hits).toMatchObject([{ kind: 'device', ...bob }]);
    expect((await find(push)).hits).toMatchObject([{ kind: 'push', messageId: 'm-1', user: 'bob' }]);
    expect((await find(targetIdOf(push, 'bobs-phone'))).hits).toMatchObject([
      { kind: 'target', ...bob, messageId: 'm-1' },
    ]);
    expect((await find('scm-m-1')).hits).toMatchObject([{ kind: 'vendorMessage', ...bob, messageId: 'm-1' }]);
    expect((await find(TOKEN)).hits).toMatchObject([{ kind: 'token', ...bob }]);
    const unknown = await find('nobody-knows');
    expect(unknown).toMatchObject({ hits: [], deadLetters: 0, keptSinceMs: expect.any(Number) });
    expect(unknown).toMatchObject({ readUpToMs: expect.any(Number) });
  });

  it('is found by whatever id somebody has at hand', async () => {
    const push = pushIdOf('demo', 'm-1', 'bob');
    const target = targetIdOf(push, 'bobs-phone');
    for (const path of [`pushes/${push}/story`, `targets/${target}/story`])
      expect(await get<StoryAnswer>(`/v1/apps/demo/${path}`)).toMatchObject({ messageId: 'm-1' });
    for (const [path, pointer] of [
      ['pushes/x/story', '/pushId'],
      [`pushes/${push}%20/story`, '/pushId'],
      ['targets/AAAAAAA/story', '/targetId'],
      ['messages/m-1/story?device=%FF', '/device'],
    ])
      expect(await service.call(`/v1/apps/demo/${path}`)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer }] },
      });
    const messages = (list: StoryList) => list.stories.map(({ messageId }) => messageId);
    for (const path of ['users/bob/stories?limit=5', 'devices/bobs-phone/stories?limit=5'])
      expect(messages(await get<StoryList>(`/v1/apps/demo/${path}`))).toHaveLength(5);
    const search = async (body: object) =>
      messages(
        (await service.call('/v1/apps/demo/stories:search', { body, as: 'viewer' })).body as StoryList,
      );
    expect(await search({ vendorMessage: 'scm-m-1' })).toEqual(['m-1']);
    expect(await search({ message: 'm-1' })).toEqual(['m-1']);
    expect((await search({ token: TOKEN })).sort()).toContain('m-1');
    expect(await search({ user: 'nobody' })).toEqual([]);
    expect(
      await service.call('/v1/apps/demo/stories:search', { body: { user: 'a', device: 'b' } }),
    ).toMatchObject({
      status: 400,
    });
    expect(await service.call('/v1/apps/other/messages/m-1/story', { of: 'other' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-message' },
    });
  });

  it('says what waits while it waits, and the ledger what is missing when its time is over', async () => {
    const [sent, gated, addressed, busy] = toldOf('m-open', SENT_AT_MS) as [Told, Told, Told, Told];
    const late = toldOf('m-lost', SENT_AT_MS - 5 * 3_600_000).slice(0, 2);
    for (const told of [sent, gated, addressed, busy, ...late]) tell(told);
    await bus.idle();
    const phone = (await storyOf('m-open')).devices.find(({ device }) => device === 'bobs-phone');
    expect(phone).toMatchObject({ box: 'open', reason: '' });
    expect(phone?.means).toContain('200002 exceed qps limit');
    expect(await ledger()).toMatchObject({ open: 1, missing: 2 });
    await service.app.get(LedgerWorker).round();
    const metrics = (await service.call('/metrics')).body as string;
    expect(metrics).toMatch(/offline_push_ledger_missing\{app="demo"[^}]*\} 2/);
  });
});

/** A record that the group which had to decide on it gave up. */
function letterOf(event: unknown, more: Partial<DeadLetter> = {}): Told {
  const value = Buffer.from(JSON.stringify(event)).toString('base64');
  const place = { topic: messageSent.name, partition: 0, offset: '7', timestampMs: SENT_AT_MS };
  const why = {
    reason: 'id-conflict',
    detail: 'd',
    group: 'presence.push',
    failedAtMs: SENT_AT_MS + 9,
  } as const;
  return {
    topic: deadLetter as Topic,
    event: { ...place, ...why, key: null, value, headers: {}, ...more },
    atMs: SENT_AT_MS,
  };
}

describe('issue 12: nobody is missing whose story has a reason', () => {
  it('says of a message that is a dead letter at the gate that it is one, until somebody decides', async () => {
    const late = SENT_AT_MS - 5 * 3_600_000;
    const before = (await ledger()).missing;
    const [sent, gated] = toldOf('m-letter', late) as [Told, Told];
    const other = { ...(sent.event as object), recipients: ['bob', 'erin'], sentAtMs: late };
    for (const told of [sent, gated, { ...sent, event: other }, letterOf(other)]) tell(told);
    await bus.idle();
    const { devices } = await storyOf('m-letter');
    expect(devices.find(({ user }) => user === 'erin')).toMatchObject({
      ...{ box: 'dead-letter', reason: 'id-conflict', who: 'core' },
      steps: [{ stage: 'sent' }, { stage: 'dead-letter', result: 'id-conflict' }],
    });
    expect(devices.find(({ user }) => user === 'dave')).toMatchObject({ box: 'stopped-at-gate' });
    // bob's phone and carol's wait at addressing: of them nothing was told yet.
    expect((await ledger()).missing).toBe(before + 2);
  });

  it('knows the ends of a message whose first topics had forgotten it', async () => {
    const missing = (await ledger()).missing;
    const late = SENT_AT_MS - 6 * 3_600_000;
    const [, , , , attempt] = toldOf('m-attempt', late) as [Told, Told, Told, Told, Told];
    const outcome = toldOf('m-outcome', late)[5] as Told;
    const receipt = toldOf('m-receipt', late)[6] as Told;
    const timeless = {
      topic: pushReceipted as Topic,
      event: { ...(receipt.event as object), messageId: 'm-timeless', sentAtMs: undefined },
    };
    for (const told of [attempt, outcome, receipt, { ...receipt, ...timeless }]) tell(told);
    await bus.idle();
    for (const id of ['m-attempt', 'm-outcome', 'm-receipt', 'm-timeless'])
      expect((await storyOf(id)).devices).toMatchObject([{ box: 'settled', reason: 'accepted' }]);
    expect((await ledger()).missing).toBe(missing);
    await service.app.get(LedgerWorker).round();
    expect((await service.call('/metrics')).body).toMatch(
      new RegExp(`offline_push_ledger_missing\\{app="demo"[^}]*\\} ${missing}\\b`),
    );
  });
});

describe('issue 12, section 6: statistics', () => {
  const PATH = `/v1/apps/other/statistics`;
  const PERIOD = `from=${SENT_AT_MS - 3_600_000}&to=${SENT_AT_MS + 3_600_000}`;
  const ask = (query: string, accept = 'application/json', path = PATH) =>
    service.call(`${path}?${query}`, { as: 'viewer', of: 'other', headers: { accept } });
  const table = async (query: string) => (await ask(query)).body as StatisticsAnswer;
  const events = ['s-1', 's-2', 's-3'].flatMap((messageId) => toldOf(messageId, SENT_AT_MS, 'other'));
  /** Of the third, only what came before its end; then nobody reads on. */
  const told = events.slice(0, -3);

  async function everything(): Promise<[StatisticsAnswer, unknown]> {
    // Nobody waits long for the log: on a slow machine it is known a moment later.
    const asked = () => table(`${PERIOD}&by=vendor,certificate,class`);
    let { countedUpToMs, ...answer } = await asked();
    while (countedUpToMs === null) ({ countedUpToMs, ...answer } = await asked());
    expect(countedUpToMs).toBeGreaterThan(SENT_AT_MS + 50_000);
    const columns = `${PERIOD}&by=vendor&by=certificate&by=class`;
    // Its last column is up to when it is counted.
    const csvOf = async (accept: string, path: string) =>
      ((await ask(columns, accept, path)).body as string).replace(/,[^,]*\r\n/g, '\r\n');
    const csv = await csvOf('*/*', `${PATH}.csv`);
    expect(csv).toBe(await csvOf('text/csv', PATH));
    return [answer as StatisticsAnswer, csv];
  }

  it('are the same in any order, with repetition, and when the topics are read again from the start', async () => {
    for (const one of shuffled([...told, ...told.slice(5)], 7)) tell(one);
    await bus.idle();
    const counted = await everything();
    expect(counted[0].rows).toMatchObject([
      {
        ...{ vendor: 'xiaomi', certificateId: 6666, class: 'chat' },
        ...{ sendable: 3, sent: 3, accepted: 2, open: 1, arrived: 2, clicked: 2, removed: null },
        reports: { arrived: 'reported', removed: 'not-reported' },
      },
    ]);
    expect(counted[1]).toMatch(
      /^app,from,to,vendor,certificateId,class,sendable,.*\r\nother,.*,not reported,/,
    );
    await service.stop();
    bus.forgetOffsets(storyFlow.group);
    await begin(bus);
    await bus.idle();
    expect(await everything()).toEqual(counted);
  });

  interface Devices {
    counted: number;
    devices: { messageId: string; user: string; device?: string; reason: string; vendor?: string }[];
    next?: string;
  }

  /** All pages, one device each. */
  async function listed(query: string): Promise<Devices & { pages: number }> {
    let next: string | undefined = `${PATH}/devices?${PERIOD}&limit=1&${query}`;
    const all: Devices & { pages: number } = { counted: -1, devices: [], pages: 0 };
    while (next !== undefined) {
      const { status, body } = await service.call(next, { as: 'viewer', of: 'other' });
      expect({ next, status }).toEqual({ next, status: 200 });
      const page = body as Devices;
      Object.assign(all, { counted: page.counted, pages: all.pages + 1 });
      all.devices.push(...page.devices);
      next = page.next;
    }
    return all;
  }

  it('name the devices that each figure counts, exactly as many, whatever is clicked', async () => {
    const { rows: lines } = await table(`${PERIOD}&by=vendor,certificate,class`);
    const figures = ['sendable', 'sent', 'accepted', 'refused', 'arrived', 'clicked', 'open'] as const;
    const row = lines[0] as unknown as Record<string, number>;
    for (const figure of figures) {
      const { counted, devices } = await listed(
        `figure=${figure}&vendor=xiaomi&certificateId=6666&class=chat`,
      );
      expect({ figure, counted, listed: devices.length }).toEqual({
        ...{ figure, counted: row[figure], listed: row[figure] },
      });
      expect(new Set(devices.map(({ messageId }) => messageId)).size).toBe(devices.length);
    }
    expect((await listed('figure=open')).devices).toMatchObject([
      { messageId: 's-3', user: 'bob', device: 'bobs-phone', vendor: 'xiaomi' },
    ]);
    expect(await listed('figure=accepted&class=bulk')).toMatchObject({ counted: 0, devices: [], pages: 1 });
  });

  it('are by hour and by day of a zone, narrowed by vendor, and of this app alone', async () => {
    const hours = await table('by=hour');
    expect(hours.rows).toMatchObject([
      { sendable: 3, fromMs: Math.floor(SENT_AT_MS / 3_600_000) * 3_600_000 },
    ]);
    const days = await table('step=day&offsetMinutes=330');
    const dayMs = Math.floor((SENT_AT_MS + 330 * 60_000) / 86_400_000) * 86_400_000 - 330 * 60_000;
    expect(days.rows).toMatchObject([{ sendable: 3, fromMs: dayMs, toMs: dayMs + 86_400_000 }]);
    expect(await table('vendor=fcm')).toMatchObject({ total: { sendable: 0, arrived: null }, rows: [] });
    expect((await ask('', 'application/json', '/v1/apps/demo/statistics')).status).toBe(404);
  });

  it('are refused by field and rule', async () => {
    expect(await ask('by=phone')).toMatchObject({
      ...{ status: 400, body: { code: 'invalid-query', errors: [{ pointer: '/by' }] } },
    });
    expect(await ask('vendor=foo')).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: '/vendor', rule: expect.stringContaining('xiaomi') }] } },
    });
    const devices = `${PATH}/devices`;
    const forged = Buffer.from('1:[1,"a",1,"chat",1,"9223372036854775808",1,1,""]').toString('base64url');
    for (const query of ['', 'figure=missing', 'figure=open&cursor=AAAA', `figure=open&cursor=${forged}`])
      expect({ query, status: (await ask(query, 'application/json', devices)).status }).toEqual({
        ...{ query, status: 400 },
      });
    expect(await ask('offsetMinutes=7')).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: '/offsetMinutes' }] } },
    });
  });

  it('stay when the stories are dropped', async () => {
    const counted = await everything();
    await service.app.get(DayStore).forgetBefore(Math.floor(Date.now() / 86_400_000) + 9);
    expect(await rows()).toMatchObject({ stories: 0 });
    expect(await everything()).toEqual(counted);
  });
});
