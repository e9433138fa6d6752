// Dead letters over the in-memory bus and PostgreSQL: kept once, shown, grouped, replayed once, discarded.
import { BusStrategy } from '@offline-push/bus';
import { type DeadLetter, deadLetter, messageSent } from '@offline-push/contracts';
import { parseConfig, sql, SystemClock } from '@offline-push/service-kit';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';
import { cursorOf } from './cursor';
import { letterOf } from './letter';
import type { GroupList, LetterList, ReplayAnswer, WholeLetter } from './letter-answer';

jest.setTimeout(60_000);

const VALUE = '{"app":"demo","messageId":"m-1","conversation":"c-1","recipients":["bob"], "kind":5}';
const AT = Date.now() - 60_000;
/** As a replay leaves them that is killed after it took them. */
const IN_HAND = sql(
  'test-in-hand',
  `update dead_letter set state = 'replaying', settled_by = 'gone', settled_at_ms = case record_offset when 200 then $1::bigint else $2::bigint end
   where record_offset in (200, 201)`,
);

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

const letter = (offset: string, more: Partial<DeadLetter> = {}): DeadLetter => ({
  ...{
    topic: messageSent.name,
    partition: 0,
    offset,
    timestampMs: AT,
    reason: 'handler-failed',
    detail: 'd',
  },
  ...{ key: Buffer.from('demo/c-1').toString('base64'), value: Buffer.from(VALUE).toString('base64') },
  ...{ headers: {}, group: 'presence.push', failedAtMs: AT + 50, ...more },
});

async function tell(...letters: DeadLetter[]): Promise<void> {
  for (const event of letters) {
    bus.append(deadLetter.name, { key: deadLetter.key(event), value: JSON.stringify(event) });
  }
  await bus.idle();
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const { status, body: answer } = await service.call(path, { of: '*', ...(body !== undefined && { body }) });
  expect({ path, status, answer }).toMatchObject({ path, status: 200 });
  return answer as T;
}

describe('issue 12: dead letters', () => {
  it('are kept once, listed, grouped, and shown with their bytes', async () => {
    await tell(letter('1'), letter('1'), letter('2', { reason: 'schema-violation' }));
    const { letters } = await ask<LetterList>('/v1/dead-letters');
    expect(letters.map(({ offset, app, messageId }) => [offset, app, messageId]).sort()).toEqual([
      ['1', 'demo', 'm-1'],
      ['2', 'demo', 'm-1'],
    ]);
    const { groups } = await ask<GroupList>('/v1/dead-letter-groups');
    expect(groups.map(({ reason, count }) => [reason, count]).sort()).toEqual([
      ['handler-failed', 1],
      ['schema-violation', 1],
    ]);
    const whole = await ask<WholeLetter>(`/v1/dead-letters/${letters[0]?.id}`);
    expect(whole).toMatchObject({ value: { text: VALUE }, key: { text: 'demo/c-1' } });
    const first = await ask<LetterList>('/v1/dead-letters?limit=1');
    expect((await ask<LetterList>(first.next ?? '')).letters).toHaveLength(1);
  });

  it('are replayed as they were, once, after a dry run that does nothing', async () => {
    const before = bus.records(messageSent.name).length;
    const asked = { reason: 'handler-failed' };
    expect(await ask<ReplayAnswer>('/v1/dead-letters:replay', asked)).toMatchObject({
      ...{ dryRun: true, found: 1, published: 1, expired: 0, isMore: false },
    });
    expect(bus.records(messageSent.name)).toHaveLength(before);
    const done = { ...asked, dryRun: false };
    expect(await ask<ReplayAnswer>('/v1/dead-letters:replay', done)).toMatchObject({
      found: 1,
      published: 1,
    });
    const replayed = bus.records(messageSent.name).at(-1);
    expect([replayed?.value?.toString(), replayed?.timestampMs]).toEqual([VALUE, AT]);
    expect(await ask<ReplayAnswer>('/v1/dead-letters:replay', done)).toMatchObject({
      found: 0,
      published: 0,
    });
    const { letters } = await ask<LetterList>('/v1/dead-letters?state=replayed');
    expect(letters.map(({ settledBy }) => settledBy)).toEqual(['operator-all']);
  });

  it('are discarded with a reason, and never all by a field that was left out', async () => {
    const asked = { reason: 'schema-violation', because: 'a test' };
    expect(await ask('/v1/dead-letters:discard', asked)).toEqual({ discarded: 1, isMore: false });
    const { letters } = await ask<LetterList>('/v1/dead-letters?state=discarded');
    expect(letters.map(({ because }) => because)).toEqual(['a test']);
    const all = { because: 'no reason', dryRun: false };
    const call = (path: string, body: object) => service.call(path, { of: '*', body });
    expect((await call('/v1/dead-letters:discard', { because: 'x', app: undefined })).status).toBe(400);
    expect((await call('/v1/dead-letters:replay', { dryRun: false })).status).toBe(400);
    expect((await call('/v1/dead-letters:replay', all)).status).toBe(400);
  });

  it('are for those who look after all apps; a viewer sees reasons and counts, and no byte of the event', async () => {
    await tell(
      letter('20', {
        detail: 'must not be "secret-words"',
        value: Buffer.from('secret-words').toString('base64'),
      }),
    );
    const by = (path: string, role: 'viewer' | 'service') => service.call(path, { of: '*', as: role });
    expect((await service.call('/v1/dead-letters', { of: 'demo' })).status).toBe(403);
    expect((await by('/v1/dead-letters', 'service')).status).toBe(403);
    const seen = await by('/v1/dead-letters', 'viewer');
    const { letters } = seen.body as LetterList;
    expect([seen.status, letters.find(({ offset }) => offset === '20')?.reason]).toEqual([
      200,
      'handler-failed',
    ]);
    expect(JSON.stringify(seen.body)).not.toContain('secret-words');
    expect((await by(`/v1/dead-letters/${letters[0]?.id}`, 'viewer')).status).toBe(403);
    expect((await by('/v1/dead-letter-groups', 'viewer')).status).toBe(200);
    await ask('/v1/dead-letters:discard', { all: true, because: 'the end of this test' });
  });

  const REPLAYED = '/v1/dead-letters:replay';
  const count = () => bus.records(messageSent.name).length;
  const again = { topic: messageSent.name, dryRun: false };

  it('are published once by two replays at once', async () => {
    await tell(...Array.from({ length: 25 }, (_, index) => letter(String(100 + index))));
    const before = count();
    const answers = await Promise.all([1, 2, 3].map(() => ask<ReplayAnswer>(REPLAYED, again)));
    expect(count() - before).toBe(25);
    expect(answers.reduce((sum, { published }) => sum + published, 0)).toBe(25);
    expect(await ask<ReplayAnswer>(REPLAYED, again)).toMatchObject({ found: 0, published: 0 });
  });

  it('are kept again a minute after whoever replayed them was killed', async () => {
    await tell(letter('200'), letter('201'));
    await database.database.query(IN_HAND, [Date.now() - 120_000, Date.now() + 60_000]);
    expect(await ask<ReplayAnswer>(REPLAYED, again)).toMatchObject({ found: 1, published: 1 });
    const { letters } = await ask<LetterList>('/v1/dead-letters?state=replaying');
    expect(letters.map(({ offset }) => offset)).toEqual(['201']);
    await ask('/v1/dead-letters:discard', { ids: letters.map(({ id }) => id), because: 'in hand' });
    expect((await ask<LetterList>('/v1/dead-letters?state=replaying')).letters).toHaveLength(1);
  });

  it('keep the headers of the event, lose those of its way, and say where they came from', async () => {
    const headers = { ce_id: 'm-1', ce_type: messageSent.name, kafka_replyTopic: 'r' };
    const kept = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text).toString('base64')]);
    await tell(letter('300', { headers: Object.fromEntries(kept) as DeadLetter['headers'] }));
    await ask(REPLAYED, again);
    const sent = bus.records(messageSent.name).at(-1)?.headers ?? {};
    expect(Object.fromEntries(Object.entries(sent).map(([name, bytes]) => [name, bytes.toString()]))).toEqual(
      {
        ...{ ce_id: 'm-1', ce_type: messageSent.name, 'replayed-from': 'message.sent.v1/0/300' },
      },
    );
  });

  it('are another letter if they fail again, for another replay', async () => {
    await tell(letter('400'));
    expect(await ask<ReplayAnswer>(REPLAYED, again)).toMatchObject({ found: 1, published: 1, isMore: false });
    await tell(letter('401'));
    const { letters } = await ask<LetterList>('/v1/dead-letters');
    expect(letters.map(({ offset, state }) => [offset, state])).toEqual([['401', 'kept']]);
    await ask('/v1/dead-letters:discard', { all: true, because: 'the end of this test' });
  });

  it('say why they cannot be replayed, in the language of the caller', async () => {
    await tell(letter('500', { value: null }), letter('501', { topic: 'orders.v1' }));
    expect(await ask<ReplayAnswer>(REPLAYED, { all: true, dryRun: false })).toMatchObject({
      ...{ found: 2, published: 0, isMore: false, left: { 'without-bytes': 1, 'unknown-topic': 1 } },
    });
    const headers = { 'accept-language': 'zh-CN' };
    const { body, headers: sent } = await service.call('/v1/dead-letters?topic=orders.v1', {
      of: '*',
      headers,
    });
    const [orders] = (body as LetterList).letters;
    expect(orders).toMatchObject({ reason: 'handler-failed', notReplayable: 'unknown-topic', state: 'kept' });
    expect(orders?.means).toMatch(/我们自己的代码/);
    expect(orders?.cannotBecause).toMatch(/主题/);
    expect([sent.get('content-language'), sent.get('vary')]).toEqual(['zh-CN', 'Accept-Language']);
    await ask('/v1/dead-letters:discard', { all: true, because: 'the end of this test' });
  });

  it('go on where the call before ended, and nowhere else', async () => {
    const bad = await service.call(REPLAYED, { of: '*', body: { all: true, after: 'bm9uc2Vuc2U' } });
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([400, expect.stringContaining('/after')]);
    await tell(letter('600'), letter('601'));
    const place = (offset: string) => {
      const { id } = letterOf(letter(offset));
      return cursorOf({ topic: messageSent.name, partition: 0, offset, id });
    };
    const after = (offset: string) => ask<ReplayAnswer>(REPLAYED, { all: true, after: place(offset) });
    expect((await after('600')).found).toBe(1);
    expect((await after('601')).found).toBe(0);
  });
});
