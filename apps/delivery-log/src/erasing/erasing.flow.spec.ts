// Erasure and export of a user and days of an app, over the in-memory bus and PostgreSQL: what is erased does not come back, also if the topics
// are read again from the start.
import { BusStrategy } from '@offline-push/bus';
import {
  type DeadLetter,
  deadLetter,
  messageSent,
  presenceChanged,
  type Topic,
} from '@offline-push/contracts';
import { parseConfig, sql, SystemClock } from '@offline-push/service-kit';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { TOKEN, type Told, toldOf } from '../../fixtures/told';
import { letterFlow, factFlow, storyFlow } from '../delivery-log.flows';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';
import type { LedgerAnswer } from '../http/ledger.controller';
import type { StoryAnswer, StoryList } from '../http/story-answer';
import { ClearDays } from '../keeping/app-days.worker';
import { whoOf } from './admission';
import { ErasureStore } from './erasure.store';
import { Erasures } from './erasures.steps';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const SENT_AT_MS = Date.now() - 60_000;
const NAMES = sql(
  'spec-names',
  `select (select count(*) from story where strpos(body, $1) > 0)::integer as stories,
          (select count(*) from fact where strpos(owner, $1) > 0)::integer as facts,
          (select count(*) from dead_letter where position($2::bytea in value) > 0)::integer as letters,
          (select count(*) from erasure where user_id is not null)::integer as open`,
);
const OF_APP = sql(
  'spec-of-app',
  `select (select count(*) from story where starts_with(body, $1))::integer as stories, (select count(*) from lookup)::integer as lookups`,
);
const HIDE_FACTS = sql('spec-hide-facts', 'alter table fact rename to hidden_fact');
const SHOW_FACTS = sql('spec-show-facts', 'alter table hidden_fact rename to fact');

let [bus, database, service] = [] as unknown as [MemoryBus, TestDatabase, AService];

beforeAll(async () => {
  database = await aDatabase([]);
  await begin(new MemoryBus());
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

async function begin(on: MemoryBus): Promise<void> {
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

/** As an operator who sets groups back does it. */
async function fromTheStart(): Promise<void> {
  await service.stop();
  for (const { group } of [storyFlow, factFlow, letterFlow]) bus.forgetOffsets(group);
  await begin(bus);
  await bus.idle();
}

async function tell(...all: Told[]): Promise<void> {
  for (const { topic, event, atMs } of all)
    bus.append(topic.name, { key: topic.key(event), value: JSON.stringify(event), timestampMs: atMs });
  await bus.idle();
}

async function ask<T>(path: string, how: object = {}): Promise<T> {
  const { status, body } = await service.call(path, how);
  expect({ path, status, body: status === 200 ? undefined : body }).toEqual({
    path,
    status: 200,
    body: undefined,
  });
  return body as T;
}

const letterOf = (event: object, offset: string): Told => {
  const bytes = (text: string) => Buffer.from(text).toString('base64');
  const place = { topic: messageSent.name, partition: 0, offset, timestampMs: SENT_AT_MS, headers: {} };
  const why = {
    reason: 'schema-violation',
    detail: 'd',
    group: 'presence.push',
    failedAtMs: SENT_AT_MS,
  } as const;
  const letter: DeadLetter = { ...place, ...why, key: bytes('demo/c'), value: bytes(JSON.stringify(event)) };
  return { topic: deadLetter as Topic, event: letter, atMs: SENT_AT_MS };
};
const seenOf = (user: string, atMs: number): Told => ({
  topic: presenceChanged as Topic,
  event: {
    app: 'demo',
    user,
    device: `${user}s-phone`,
    session: 's',
    status: 'offline',
    phase: 'unknown',
    atMs,
  },
  atMs,
});
const names = async (user: string) =>
  (await database.database.query(NAMES, [JSON.stringify(user), Buffer.from(JSON.stringify(user))]))[0];
const ledger = () => ask<LedgerAnswer>('/v1/apps/demo/ledger', { as: 'viewer' });
const devicesOf = async (id: string) =>
  (await ask<StoryAnswer>(`/v1/apps/demo/messages/${id}/story`)).devices.map(({ user }) => user);

describe('issue 12: the export of a user', () => {
  it('has their stories and facts as lines, with an end, and no token and no text', async () => {
    await tell(...Array.from({ length: 105 }, (_, i) => toldOf(`m-${i}`, SENT_AT_MS - i * 1_000)).flat());
    await tell(seenOf('bob', SENT_AT_MS), seenOf('carol', SENT_AT_MS));
    const lines = ((await ask<string>('/v1/apps/demo/users/bob/export')) as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: string; messageId?: string; devices?: { user: string }[] });
    const stories = lines.filter(({ line }) => line === 'story');
    expect(stories.map(({ messageId }) => messageId)).toEqual(
      Array.from({ length: 105 }, (_, i) => `m-${i}`),
    );
    expect(new Set(stories.flatMap(({ devices }) => devices?.map(({ user }) => user)))).toEqual(
      new Set(['bob']),
    );
    expect(lines.at(-1)).toEqual({ line: 'end', app: 'demo', user: 'bob', stories: 105, facts: 1 });
    for (const secret of ['a secret text', TOKEN]) expect(JSON.stringify(lines)).not.toContain(secret);
    expect(await service.call('/v1/apps/demo/users/bob/export', { as: 'viewer' })).toMatchObject({
      status: 403,
    });
  });

  it('is a problem that quotes nothing, and no file, if it cannot begin', async () => {
    await database.database.query(HIDE_FACTS, []);
    try {
      const { status, headers, body } = await service.call('/v1/apps/demo/users/bob/export');
      expect([status, headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
      expect(JSON.stringify(body)).not.toContain('relation');
    } finally {
      await database.database.query(SHOW_FACTS, []);
    }
  });
});

describe('issue 12: the erasure of a user', () => {
  it('takes away what names them, says what it did, and leaves the counts', async () => {
    const waits = toldOf('m-waits', SENT_AT_MS).slice(0, 4);
    const fromBob = { ...(toldOf('m-from', SENT_AT_MS)[0] as Told) };
    fromBob.event = { ...(fromBob.event as object), sender: 'bob', recipients: ['zoe'] };
    await tell(
      ...waits,
      fromBob,
      letterOf({ app: 'demo', messageId: 'm-bad', recipients: ['bob', 'ann'] }, '1'),
    );
    await tell(letterOf({ app: 'demo', messageId: 'm-ann', recipients: ['ann'] }, '2'));
    const before = await ledger();
    const done = await ask<object>('/v1/apps/demo/users/bob/erase', { body: {} });
    expect(done).toMatchObject({
      isDone: true,
      who: whoOf('demo', 'bob'),
      facts: 1,
      deadLetters: 1,
      stories: 108,
    });
    expect(await names('bob')).toEqual({ stories: 0, facts: 0, letters: 0, open: 0 });
    expect(await names('ann')).toMatchObject({ letters: 1 });
    expect(await devicesOf('m-1')).toEqual(['carol', 'dave']);
    expect((await ask<StoryList>('/v1/apps/demo/users/bob/stories')).stories).toEqual([]);
    const after = await ledger();
    expect(after).toMatchObject({
      recipients: before.recipients,
      devices: before.devices,
      settled: before.settled,
    });
    expect(after.boxes).toContainEqual({ box: 'erased', reason: '', count: 1 });
    expect(await ask('/v1/apps/demo/users/bob/erasure')).toEqual(done);
    expect(await ask('/v1/apps/demo/erasures')).toMatchObject({ erasures: [done] });
    expect(JSON.stringify(done)).not.toContain('bob');
    for (const as of ['viewer', 'service'] as const)
      expect(await service.call('/v1/apps/demo/users/bob/erase', { body: {}, as })).toMatchObject({
        status: 403,
      });
    expect(await service.call('/v1/apps/demo/users/nobody/erasure')).toMatchObject({ status: 404 });
  });

  it('holds when the topics are read again from the start, and when what was on its way comes late', async () => {
    const before = await ledger();
    await tell(...toldOf('m-waits', SENT_AT_MS).slice(4), ...toldOf('m-late', SENT_AT_MS - 5_000));
    const late = await ledger();
    await fromTheStart();
    expect(await names('bob')).toEqual({ stories: 0, facts: 0, letters: 0, open: 0 });
    expect(await devicesOf('m-1')).toEqual(['carol', 'dave']);
    expect(await devicesOf('m-late')).toEqual(['carol', 'dave']);
    expect(await ledger()).toEqual(late);
    expect(late.settled).toBe(before.settled);
    expect(late.recipients).toBe(before.recipients + 2);
  });

  it('is safe to repeat, and leaves what comes after it', async () => {
    expect(await ask('/v1/apps/demo/users/bob/erase', { body: {} })).toMatchObject({
      ...{ isDone: true, stories: 0, lookups: 0, facts: 0, deadLetters: 0 },
    });
    const later = Date.now() + 1_000;
    await tell(...toldOf('m-new', later), seenOf('bob', later));
    expect(await devicesOf('m-new')).toContain('bob');
    expect(await names('bob')).toMatchObject({ facts: 1 });
  });

  it('goes on where a process that died left it', async () => {
    const { id } = await service.app.get(Erasures).begin('demo', 'zoe', 'spec');
    await service.app.get(Erasures).goOn(id, 0);
    expect(await ask('/v1/apps/demo/users/zoe/erasure')).toMatchObject({ isDone: false });
    expect(await service.app.get(ErasureStore).open(10)).toEqual([id]);
    const again = await ask<{ id: string }>('/v1/apps/demo/users/zoe/erase', { body: {} });
    expect(again).toMatchObject({ id, isDone: true, stories: 1 });
    expect(await names('zoe')).toEqual({ stories: 0, facts: 0, letters: 0, open: 0 });
  });
});

describe('issue 12: days of an app', () => {
  it('are at most those of the platform; what is older goes, is not written again, and stays counted', async () => {
    const put = (days: number | null) =>
      service.call('/v1/apps/other/keeping', { of: 'other', method: 'PUT', body: { days } });
    const old = SENT_AT_MS - 5 * DAY_MS;
    const told = [
      ...toldOf('b-old', old, 'other'),
      ...toldOf('b-new', SENT_AT_MS, 'other'),
      ...toldOf('x-old', old),
    ];
    await tell(...told);
    const rows = async (app: string) =>
      (await database.database.query(OF_APP, [`[1,"${app}",`]))[0] as { stories: number; lookups: number };
    const before = await rows('other');
    expect(await put(31)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/days' }] } });
    expect(await put(3)).toMatchObject({ status: 200, body: { days: 3, platformDays: 30 } });
    await service.app.get(ClearDays).round();
    const after = await rows('other');
    expect(after.stories).toBeLessThan(before.stories);
    expect(after.lookups).toBeLessThan(before.lookups);
    await fromTheStart();
    expect(await rows('other')).toEqual(after);
    expect(await service.call('/v1/apps/other/messages/b-old/story', { of: 'other' })).toMatchObject({
      status: 404,
    });
    expect(await service.call('/v1/apps/other/messages/b-new/story', { of: 'other' })).toMatchObject({
      status: 200,
    });
    expect(await devicesOf('x-old')).toEqual(['carol', 'dave']);
    const kept = (await service.call('/v1/apps/other/ledger?hours=200', { of: 'other' }))
      .body as LedgerAnswer;
    expect(kept).toMatchObject({ recipients: 6, missing: 0 });
    expect(await put(null)).toMatchObject({ status: 200, body: { days: 30 } });
  });
});
