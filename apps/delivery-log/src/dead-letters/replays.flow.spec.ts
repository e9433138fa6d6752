// Dead letters of one app, replays in the background, and who looked at bytes, over the in-memory bus and PostgreSQL.
import { BusStrategy } from '@offline-push/bus';
import { type DeadLetter, deadLetter, messageSent } from '@offline-push/contracts';
import { parseConfig, sql, SystemClock } from '@offline-push/service-kit';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';
import { letterOf } from './letter';
import type { GroupList, LetterList } from './letter-answer';
import type { ReplayJob, ReplayJobList, ReplayPreview, RevealList } from './replay-answer';

jest.setTimeout(60_000);

const AT = Date.now() - 60_000;
const DAY_MS = 86_400_000;
/** As a pod leaves it that begins one and is killed. */
const OF_ANOTHER_POD = sql(
  'spec-replay-of-another-pod',
  `with job as (insert into letter_replay (app, meant, begun_by, state, total, begun_at_ms, moved_at_ms, held_by, held_until_ms)
     values ('demo', '{}', 'li.wei', 'running', 3, 1, 1, 'gone', $1) returning id)
   update dead_letter set replay = job.id from job where state = 'kept' and app = 'demo' returning job.id::text as id`,
);
const FREED = sql('spec-replay-freed', 'update letter_replay set held_until_ms = 0 where id = $1::bigint');

let database: TestDatabase;
let bus: MemoryBus;
let service: AService;

beforeAll(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  const config = parseConfig(deliveryLogFields, { DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1' });
  service = await AService.start({
    name: 'delivery-log',
    imports: [DeliveryLogModule.forRoot(config, MemoryBusModule.forRoot({ service: 'delivery-log', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

const letter = (offset: number, app = 'demo', more: Partial<DeadLetter> = {}): DeadLetter => {
  const event = { app, messageId: `m-${offset}`, conversation: 'c-1', recipients: ['bob'] };
  return {
    ...{ topic: messageSent.name, partition: 0, offset: String(offset), timestampMs: AT },
    ...{ reason: 'handler-failed', detail: 'd', headers: {}, group: 'presence.push', failedAtMs: AT + 50 },
    key: Buffer.from(`${app}/c-1`).toString('base64'),
    value: Buffer.from(JSON.stringify(event)).toString('base64'),
    ...more,
  };
};

async function tell(...letters: DeadLetter[]): Promise<void> {
  for (const event of letters)
    bus.append(deadLetter.name, { key: deadLetter.key(event), value: JSON.stringify(event) });
  await bus.idle();
}

async function ask<T>(path: string, body?: object, of = 'demo'): Promise<T> {
  const prefix = of === '*' ? '/v1' : `/v1/apps/${of}`;
  const { status, body: answer } = await service.call(`${prefix}/${path}`, { of, ...(body && { body }) });
  expect({ path, status, answer }).toMatchObject({ path, status: expect.any(Number) });
  expect([200, 201]).toContain(status);
  return answer as T;
}

async function ended(id: string): Promise<ReplayJob> {
  const job = await ask<ReplayJob>(`dead-letter-replays/${id}`);
  if (job.state !== 'running') return job;
  await new Promise((resolve) => setImmediate(resolve));
  return ended(id);
}
const kept = async (of = 'demo') => (await ask<LetterList>('dead-letters?limit=200', undefined, of)).letters;
const count = () => bus.records(messageSent.name).length;
const CAUSE = { topic: messageSent.name, reason: 'handler-failed' };

describe('issue 13: dead letters of an app', () => {
  it('are seen, and settled, by whoever looks after that app, and those of others are not there', async () => {
    const nobodys = { value: Buffer.from('{no json').toString('base64') };
    await tell(letter(1), letter(2, 'other'), letter(3, 'demo', nobodys));
    expect((await kept()).map(({ offset }) => offset)).toEqual(['1']);
    expect((await ask<GroupList>('dead-letter-groups')).groups.map((group) => group.count)).toEqual([1]);
    expect(await kept('*')).toHaveLength(3);
    const others = letterOf(letter(2, 'other')).id;
    const asked = await service.call(`/v1/apps/demo/dead-letters/${others}`, { of: 'demo' });
    expect(asked.status).toBe(404);
    expect(await ask<ReplayPreview>('dead-letters:preview', { ids: [others] })).toMatchObject({ found: 0 });
    expect(await ask<ReplayPreview>('dead-letters:preview', { app: 'other' })).toMatchObject({ found: 0 });
    const discarded = await ask('dead-letters:discard', { all: true, because: 'a test' });
    expect(discarded).toMatchObject({ discarded: 1 });
    expect(await kept('*')).toHaveLength(2);
    await ask('dead-letters:discard', { all: true, because: 'a test' }, '*');
  });

  it('are looked at with a trace: who, and when', async () => {
    await tell(letter(10));
    const id = (await kept())[0]?.id ?? '';
    expect(await ask<RevealList>(`dead-letters/${id}/reveals`)).toEqual({ reveals: [] });
    await ask(`dead-letters/${id}`);
    const { reveals } = await ask<RevealList>(`dead-letters/${id}/reveals`);
    expect(reveals).toEqual([{ by: 'operator-demo', atMs: expect.any(Number) }]);
    const viewer = await service.call(`/v1/apps/demo/dead-letters/${id}`, { as: 'viewer' });
    expect(viewer.status).toBe(403);
    await ask('dead-letters:discard', { all: true, because: 'a test' });
  });
});

describe('issue 13: a replay in the background', () => {
  it('says what it would do, does it once, record by record, and tells how far it is', async () => {
    const many = Array.from({ length: 40 }, (_, index) => letter(100 + index));
    const old = letter(140, 'demo', { timestampMs: AT - 2 * DAY_MS });
    const twice = letter(139, 'demo', { group: 'another.group' });
    await tell(...many, twice, old, letter(141, 'demo', { value: null }), letter(142, 'other'));
    const before = count();
    expect(await ask<ReplayPreview>('dead-letters:preview', CAUSE)).toMatchObject({
      ...{ found: 42, published: 41, expired: 1, topics: [{ topic: messageSent.name, published: 41 }] },
      stays: [],
    });
    const begun = await ask<ReplayJob>('dead-letter-replays', CAUSE);
    expect(begun).toMatchObject({
      state: 'running',
      app: 'demo',
      total: 42,
      meant: CAUSE,
      by: 'operator-demo',
    });
    const done = await ended(begun.id);
    expect(done).toMatchObject({ state: 'done', found: 42, published: 41, expired: 1, stays: [] });
    expect(count() - before).toBe(41);
    expect((await kept('*')).map(({ app }) => app)).toEqual(['other', undefined]);
    expect((await ask<ReplayJobList>('dead-letter-replays')).replays[0]).toEqual(done);
    expect((await ask<ReplayJobList>('dead-letter-replays', undefined, '*')).replays).toHaveLength(1);
    expect((await ended((await ask<ReplayJob>('dead-letter-replays', CAUSE)).id)).total).toBe(0);
    await ask('dead-letters:discard', { all: true, because: 'a test' }, '*');
  });

  it('leaves what cannot be replayed, and says why', async () => {
    await tell(letter(200, 'demo', { topic: 'orders.v1' }), letter(201));
    const { id } = await ask<ReplayJob>('dead-letter-replays', { all: true });
    const done = await ended(id);
    expect(done).toMatchObject({ total: 2, found: 2, published: 1 });
    expect(done.stays).toMatchObject([{ because: 'unknown-topic', letters: 1 }]);
    expect(await kept()).toHaveLength(1);
    await ask('dead-letters:discard', { all: true, because: 'a test' });
  });

  it('is gone on with by another pod when its own was killed, and stops when somebody says so', async () => {
    await tell(letter(300), letter(301), letter(302));
    const before = count();
    const [job] = await database.database.query<{ id: string }>(OF_ANOTHER_POD, [Date.now() + DAY_MS]);
    const id = job?.id ?? '';
    const other = await service.call(`/v1/apps/other/dead-letter-replays/${id}/stop`, {
      of: 'other',
      method: 'POST',
    });
    expect(other.status).toBe(404);
    expect(await ask<ReplayJob>(`dead-letter-replays/${id}`)).toMatchObject({
      state: 'running',
      by: 'li.wei',
    });
    const stopped = await service.call(`/v1/apps/demo/dead-letter-replays/${id}/stop`, { method: 'POST' });
    expect(stopped.body).toMatchObject({ state: 'stopped', stoppedBy: 'operator-demo', published: 0 });
    expect([count() - before, (await kept()).length]).toEqual([0, 3]);
    const [again] = await database.database.query<{ id: string }>(OF_ANOTHER_POD, [Date.now() + DAY_MS]);
    await database.database.query(FREED, [again?.id]);
    expect(await ended(again?.id ?? '')).toMatchObject({ state: 'done', published: 3 });
    expect(count() - before).toBe(3);
  });
});
