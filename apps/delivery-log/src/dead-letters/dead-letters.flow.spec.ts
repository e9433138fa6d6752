// Dead letters over the in-memory bus and PostgreSQL: kept once, shown, grouped, replayed once, discarded.
import { BusStrategy } from '@offline-push/bus';
import { type DeadLetter, deadLetter, messageSent } from '@offline-push/contracts';
import { parseConfig, SystemClock } from '@offline-push/service-kit';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';
import type { GroupList, LetterList, ReplayAnswer, WholeLetter } from './letter-answer';

jest.setTimeout(60_000);

const VALUE = '{"app":"demo","messageId":"m-1","conversation":"c-1","recipients":["bob"], "kind":5}';
const AT = Date.now() - 60_000;

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

  it('are for those who look after all apps', async () => {
    expect((await service.call('/v1/dead-letters', { of: 'demo' })).status).toBe(403);
    expect((await service.call('/v1/dead-letters', { of: '*', as: 'viewer' })).status).toBe(403);
  });
});
