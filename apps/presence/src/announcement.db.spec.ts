// No announcement is lost when the broker is away at the worst moment: after the save, before the publish.
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
beforeAll(async () => void (test = await aDatabase(MIGRATIONS)));
afterAll(() => test.drop());

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
  expect(heard().slice(0, 2)).toEqual(['online', 'offline']);
});
