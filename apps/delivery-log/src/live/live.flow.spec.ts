// The event stream at two pods over one database: only the first reads the topics, so what a client of the second sees came through the database.
import { BusStrategy } from '@offline-push/bus';
import { certificateJudged, laneChanged, pushAttempted, type PushAttempted } from '@offline-push/contracts';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { parseConfig, sql, SystemClock } from '@offline-push/service-kit';
import { connect } from 'node:net';
import { EventReader } from '../../fixtures/event-reader';
import { TOKEN, toldOf } from '../../fixtures/told';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';
import { LiveStore } from './live.store';

jest.setTimeout(120_000);

const SENT_AT_MS = Date.now() - 60_000;
const LIVE = '/v1/apps/demo/live';
const STREAMS = 12;
const COUNT = sql('spec-live-rows', 'select count(*)::integer as count from live');
const NAMED = sql(
  'spec-live-named',
  'select count(*)::integer as count from live where strpos(body, $1) > 0',
);
const UNWATCH = sql('spec-unwatch', 'delete from live_watch');

let database: TestDatabase;
const bus = new MemoryBus();
const pods: AService[] = [];
const readers: EventReader[] = [];
const [writing, other] = [() => pods[0] as AService, () => pods[1] as AService];

const pod = async (on: MemoryBus): Promise<AService> => {
  const config = parseConfig(deliveryLogFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', DELIVERY_LOG_GATHER_MS: '5' },
    ...{ DELIVERY_LOG_LIVE_STREAMS: String(STREAMS), DELIVERY_LOG_LIVE_HEARTBEAT_MS: '200' },
  });
  return AService.start({
    name: 'delivery-log',
    imports: [
      DeliveryLogModule.forRoot(config, MemoryBusModule.forRoot({ service: 'delivery-log', bus: on })),
    ],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
};
const rows = async () => (await database.database.query<{ count: number }>(COUNT, []))[0]?.count;

beforeAll(async () => {
  database = await aDatabase([]);
  pods.push(await pod(bus));
  pods.push(await pod(new MemoryBus()));
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(async () => {
  for (const service of pods) await service.stop();
  await database?.drop();
});

async function open(at: AService, query = '', lastEventId?: string): Promise<EventReader> {
  const reader = await EventReader.open(at, `${LIVE}${query}`, lastEventId);
  readers.push(reader);
  await reader.named('ready');
  return reader;
}

/** As many as the pod takes: those of the tests before may be among them for a moment. */
async function fill(): Promise<EventReader[]> {
  const all: EventReader[] = [];
  for (;;) {
    const reader = await EventReader.open(other(), LIVE);
    readers.push(reader);
    if (reader.response.status === 503) return all;
    all.push(reader);
  }
}

/** One slice at a time, so that each event is a change of its own. */
async function happen(messageId: string): Promise<void> {
  for (const { topic, event, atMs } of toldOf(messageId, SENT_AT_MS)) {
    bus.append(topic.name, { key: topic.key(event), value: JSON.stringify(event), timestampMs: atMs });
    await bus.idle();
  }
}

const isLast =
  (message: string) =>
  ({ data }: { data: Record<string, unknown> }): boolean =>
    data['messageId'] === message && data['result'] === 'clicked';
const told = ({ events }: EventReader, message: string) =>
  events.filter(({ data }) => data['messageId'] === message);

describe('issue 12, section 9: the event stream', () => {
  it('writes nothing while nobody watches', async () => {
    await happen('m-unseen');
    expect(await rows()).toBe(0);
  });

  it('tells at one pod what another one wrote: each device as it is now, without text and token', async () => {
    const reader = await open(other());
    await happen('m-1');
    await reader.until(isLast('m-1'));
    const { status, headers } = reader.response;
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('transfer-encoding')).toBe('chunked');
    expect(reader.retryMs).toBeGreaterThanOrEqual(1_000);
    const phone = told(reader, 'm-1').filter(({ data }) => data['device'] === 'bobs-phone');
    expect(phone.map(({ data }) => [data['stage'], data['result'], data['box'], data['reason']])).toEqual([
      ['gate', 'onward', 'at-addressing', ''],
      ['addressing', 'onward', 'open', ''],
      ['attempt', 'throttled', 'open', ''],
      ['attempt', 'accepted', 'settled', 'accepted'],
      ['end', 'accepted', 'settled', 'accepted'],
      ['receipt', 'arrived', 'settled', 'accepted'],
      ['receipt', 'clicked', 'settled', 'accepted'],
    ]);
    expect(phone[2]?.data).toEqual({
      ...{ messageId: 'm-1', user: 'bob', device: 'bobs-phone', box: 'open', reason: '', stage: 'attempt' },
      ...{ result: 'throttled', atMs: SENT_AT_MS + 60, vendor: 'xiaomi', certificateId: 6666, attempt: 1 },
      ...{ code: '200002', nextAtMs: SENT_AT_MS + 5_000 },
    });
    const carol = told(reader, 'm-1').filter(({ data }) => data['user'] === 'carol');
    expect(carol.at(-1)?.data).toMatchObject({ box: 'stopped-at-addressing', reason: 'no-binding' });
    const text = JSON.stringify(reader.events);
    for (const secret of ['a secret text', TOKEN]) expect(text).not.toContain(secret);
  });

  it('goes on at another pod behind the last id, whichever it was: nothing twice, nothing missed', async () => {
    const whole = await open(writing());
    await happen('m-2');
    const all = await whole.until(isLast('m-2'));
    for (const [i, { id }] of all.entries()) {
      const rest = await open(i % 2 === 0 ? other() : writing(), '', id);
      expect(rest.events[0]?.data).toEqual({ app: 'demo', isResumed: true });
      if (i < all.length - 1) await rest.until(isLast('m-2'));
      expect(rest.events.slice(1)).toEqual(all.slice(i + 1));
      rest.close();
      await rest.ended();
    }
  });

  it('takes the id of clients that cannot send a header, too', async () => {
    const first = await open(other());
    const again = await open(other(), `?lastEventId=${first.lastEventId}`);
    expect(again.events[0]?.data).toEqual({ app: 'demo', isResumed: true });
  });

  it.each([
    ['no id of ours', 'from-elsewhere', 'unknown-id'],
    ['an id of the future', '99999999999999.1', 'unknown-id'],
    ['an id of before nobody watched', '1.1', 'interrupted'],
  ])('says that something may be missing, of %s', async (_, id, because) => {
    const reader = await open(other(), '', id);
    expect((await reader.named('reset')).data).toEqual({ because });
    await happen(`m-after-${id}`);
    await reader.until(isLast(`m-after-${id}`));
  });

  it('says so of an id whose successors are forgotten, and not of one that nothing came after', async () => {
    const reader = await open(other());
    await happen('m-old');
    await reader.until(isLast('m-old'));
    const [early, late] = [reader.events[1]?.id, reader.lastEventId];
    await other().app.get(LiveStore).forget(0, 0);
    expect((await (await open(other(), '', early)).named('reset')).data).toEqual({ because: 'too-old' });
    expect((await open(other(), '', late)).events[0]?.data).toEqual({ app: 'demo', isResumed: true });
  });

  it('says so while it runs, if nobody kept its watch', async () => {
    const reader = await open(other());
    await database.database.query(UNWATCH, []);
    expect((await reader.named('reset')).data).toEqual({ because: 'interrupted' });
    await happen('m-watched-again');
    await reader.until(isLast('m-watched-again'));
  });

  it('can be narrowed to a message, a user, a device, to stories and to lanes', async () => {
    const queries = ['?message=m-3', '?user=carol', '?device=bobs-laptop', '?stories=false', '?lanes=false'];
    const [message, user, device, lanes, stories] = (await Promise.all(
      queries.map((query) => open(other(), query)),
    )) as [EventReader, EventReader, EventReader, EventReader, EventReader];
    await happen('m-other');
    await happen('m-3');
    await stories.until(isLast('m-3'));
    await message.until(isLast('m-3'));
    await lanes.until(({ data }) => data['state'] === 'open');
    const of = ({ events }: EventReader, field: string) => [
      ...new Set(events.slice(1).map(({ data }) => data[field])),
    ];
    expect(of(message, 'messageId')).toEqual(['m-3']);
    await user.until(({ data }) => data['messageId'] === 'm-3');
    expect(of(user, 'user')).toEqual(['carol']);
    await device.until(({ data }) => data['messageId'] === 'm-3');
    expect(of(device, 'device')).toEqual(['bobs-laptop']);
    expect([...new Set(lanes.events.slice(1).map(({ event }) => event))]).toEqual(['lane']);
    expect([...new Set(stories.events.slice(1).map(({ event }) => event))]).toEqual(['story']);
  });

  it('tells a lane when its state changes, and a credential when it is judged', async () => {
    const reader = await open(other(), '?stories=false');
    const call = (state: PushAttempted['lane'], atMs: number): void => {
      const event = {
        ...pushAttempted.examples['taken'],
        certificateId: 77,
        lane: state,
        atMs,
      } as PushAttempted;
      bus.append(pushAttempted.name, { key: pushAttempted.key(event), value: JSON.stringify(event) });
    };
    for (const atMs of [1, 2, 3]) {
      call({ state: 'open' }, SENT_AT_MS + atMs);
      await bus.idle();
    }
    call({ state: 'closed', untilMs: SENT_AT_MS + 9 }, SENT_AT_MS + 4);
    await bus.idle();
    const judged = { ...certificateJudged.examples['refused'], certificateId: 77 };
    bus.append(certificateJudged.name, { key: '77', value: JSON.stringify(judged) });
    await reader.until(({ data }) => data['state'] === 'refused');
    const paused = { ...laneChanged.examples['paused'], certificateId: 77 };
    bus.append(laneChanged.name, { key: '77', value: JSON.stringify(paused) });
    await reader.until(({ data }) => data['state'] === 'paused');
    const lanes = reader.events.filter(({ data }) => data['certificateId'] === 77);
    expect(lanes.map(({ data }) => [data['by'], data['state'], data['untilMs']])).toEqual([
      ['call', 'open', undefined],
      ['call', 'closed', SENT_AT_MS + 9],
      ['credential', 'refused', undefined],
      ['person', 'paused', undefined],
    ]);
    expect(lanes.at(-2)?.data).toMatchObject({ code: '21301', says: 'auth failed', vendor: 'xiaomi' });
  });

  it('says when nothing happens, and where the client is', async () => {
    const reader = await open(other(), '?message=m-none');
    const before = reader.lastEventId;
    await happen('m-4');
    await reader.comment();
    const moved = async (): Promise<void> => {
      if (reader.lastEventId !== before) return;
      reader.comments.length = 0;
      await reader.comment();
      return moved();
    };
    await moved();
    expect(reader.events).toHaveLength(1);
  });

  it('is for who may read stories, and has a bound', async () => {
    const ask = (call: Parameters<AService['call']>[1]) => other().call(LIVE, call);
    expect((await ask({ as: null })).status).toBe(401);
    expect((await ask({ of: 'other' })).status).toBe(404);
    expect(await ask({ method: 'HEAD', as: 'viewer' })).toMatchObject({ status: 200 });
    expect((await other().call(`${LIVE}?lanes=maybe`)).status).toBe(400);
    const all = await fill();
    expect(all.length).toBeLessThanOrEqual(STREAMS);
    const answer = await ask({ as: 'viewer' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'too-many-streams' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    all.pop()?.close();
    // The pod sees it a moment later.
    const again = async (): Promise<EventReader> => open(other()).catch(again);
    await again();
  });

  it('ends at once when its pod stops, also for a reader that takes nothing, and its id is good elsewhere', async () => {
    const third = await pod(new MemoryBus());
    const reader = await open(third);
    const { host } = new URL(third.url);
    const deaf = connect({ host: '127.0.0.1', port: Number(host.split(':')[1]) });
    deaf.write(
      `GET ${LIVE} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${third.keyOf('viewer', 'demo')}\r\n\r\n`,
    );
    await new Promise((resolve) => deaf.once('readable', resolve));
    await happen('m-5');
    await reader.until(isLast('m-5'));
    await third.stop();
    await reader.ended();
    deaf.destroy();
    expect((await open(other(), '', reader.lastEventId)).events[0]?.data).toMatchObject({ isResumed: true });
  });

  it('has nothing of a user who is erased, for those who come late', async () => {
    const reader = await open(other(), '?user=bob');
    await happen('m-e');
    const [first] = await reader.until(isLast('m-e'));
    const named = async (user: string) =>
      (await database.database.query<{ count: number }>(NAMED, [JSON.stringify(user)]))[0]?.count;
    expect(await named('bob')).toBeGreaterThan(0);
    const { status } = await writing().call('/v1/apps/demo/users/bob/erase', { body: {} });
    expect([status, await named('bob')]).toEqual([200, 0]);
    expect(await named('carol')).toBeGreaterThan(0);
    const late = await open(other(), '', first?.id);
    await late.until(({ data }) => data['messageId'] === 'm-e' && data['user'] === 'dave');
    expect(told(late, 'm-e').filter(({ data }) => data['user'] === 'bob')).toEqual([]);
  });
});
