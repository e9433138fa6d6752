// Announcements of presence.changed.v1 from facts and from time, and that none is lost when the broker is away at the worst moment:
// after the save, before the publish.
import { type Delivered, MemoryBus, MemoryPublisher } from '@offline-push/bus';
import { presenceChanged, type SessionChanged } from '@offline-push/contracts';
import { aDatabase, aSessionChange, FakeClock, type TestDatabase } from '@offline-push/testing';
import { AnnouncementStore } from './announcement.store';
import { HOUR_MS, POLICY } from './examples';
import { MIGRATIONS } from './migrations/list';
import { SessionChangedConsumer } from './session-changed.consumer';
import { SessionStore } from './session.store';
import { SilenceWorker } from './silence.worker';

let test: TestDatabase;
beforeEach(async () => void (test = await aDatabase(MIGRATIONS)));
afterEach(() => test.drop());

function parts() {
  const bus = new MemoryBus();
  const clock = new FakeClock();
  const publisher = new MemoryPublisher(bus, 'presence');
  const store = new AnnouncementStore(test.database);
  const consumer = new SessionChangedConsumer(
    new SessionStore(test.database),
    store,
    publisher,
    clock,
    POLICY,
  );
  const worker = new SilenceWorker(test.database, store, publisher, clock, POLICY);
  return {
    bus,
    clock,
    consumer,
    worker,
    heard: () => bus.published(presenceChanged).map(({ status }) => status),
  };
}

const delivered = (event: SessionChanged): Delivered<SessionChanged> => ({
  event,
  record: {
    topic: '',
    partition: 0,
    offset: '0',
    key: null,
    value: null,
    headers: {},
    timestampMs: event.atMs!,
  },
});

it('a change that could be saved but not announced is announced when its event comes again', async () => {
  const { bus, clock, consumer, heard } = parts();
  const login = delivered(aSessionChange({ user: 'bob', atMs: clock.nowMs() }));
  bus.disconnect();
  await expect(consumer.handle([login])).rejects.toMatchObject({ retriable: true });
  bus.reconnect();
  await consumer.handle([login]);
  await consumer.handle([login]);
  expect(heard()).toEqual(['online']);
});

it('a silence that could not be announced is announced in the next round', async () => {
  const { bus, clock, consumer, worker, heard } = parts();
  await consumer.handle([delivered(aSessionChange({ user: 'carol', atMs: clock.nowMs() }))]);
  clock.advanceMs(HOUR_MS);
  bus.disconnect();
  await expect(worker.announceLapsed()).rejects.toMatchObject({ retriable: true });
  bus.reconnect();
  await worker.announceLapsed();
  expect(heard()).toEqual(['online', 'offline']);
});

it('a link that fell silent is announced once, with the time at which the silence was long enough', async () => {
  const { bus, clock, consumer, worker, heard } = parts();
  await consumer.handle([delivered(aSessionChange({ user: 'dave', atMs: clock.nowMs() }))]);
  clock.advanceMs(POLICY.silenceMs);
  const silentAtMs = clock.nowMs();
  await worker.announceLapsed();
  expect(heard()).toEqual(['online']);
  clock.advanceMs(1);
  await worker.announceLapsed();
  await worker.announceLapsed();
  expect(heard()).toEqual(['online', 'offline']);
  expect(bus.published(presenceChanged)[1]!.atMs).toBe(silentAtMs);
});

it('a killed phone that went out of reach is announced as logged out', async () => {
  const { clock, consumer, worker, heard } = parts();
  const phone = { user: 'erin', atMs: clock.nowMs() };
  await consumer.handle([
    delivered(aSessionChange(phone)),
    delivered(aSessionChange({ ...phone, change: 'disconnected' })),
  ]);
  clock.advanceMs(POLICY.reachMs + 1);
  await worker.announceLapsed();
  expect(heard()).toEqual(['offline', 'logged-out']);
});

it('a heartbeat in time keeps the link alive', async () => {
  const { clock, consumer, worker, heard } = parts();
  await consumer.handle([delivered(aSessionChange({ user: 'frank', atMs: clock.nowMs() }))]);
  clock.advanceMs(POLICY.silenceMs);
  await consumer.handle([
    delivered(aSessionChange({ user: 'frank', change: 'connected', atMs: clock.nowMs() })),
  ]);
  clock.advanceMs(POLICY.silenceMs);
  await worker.announceLapsed();
  expect(heard()).toEqual(['online']);
});
