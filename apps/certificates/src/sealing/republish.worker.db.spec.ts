import { aDatabase, FakeClock, MemoryBus, MemoryPublisher, type TestDatabase } from '@offline-push/testing';
import { Outbox } from '@offline-push/bus/outbox';
import { certificateChanged } from '@offline-push/contracts';
import { KeyRing } from '@offline-push/service-kit';
import { limits } from '../../fixtures/limits';
import { MIGRATIONS } from '../migrations/list';
import { AppStore } from '../tenants/app.store';
import { CertificateStore } from '../certificates/certificate.store';
import { sealCredential } from '../certificates/credential-box';
import { RepublishWorker } from './republish.worker';
import { createCertificate } from '../certificates/save-certificate';

const DAY_MS = 24 * 3_600_000;
const ring = KeyRing.parse(
  JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] }),
);

let stored: TestDatabase;
let bus: MemoryBus;
let outbox: Outbox;
let store: CertificateStore;
beforeAll(async () => {
  stored = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
  outbox = new Outbox(stored.database, new MemoryPublisher(bus, 'certificates'), 'certificates');
  store = new CertificateStore(stored.database, outbox);
  const by = { actor: 'ann', nowMs: 1000 };
  const apps = new AppStore(stored.database);
  for (const app of ['demo', 'other']) {
    await apps.create({ id: app, name: app, createdAtMs: 1000 }, by);
    const draft = (id: number) => {
      const credential = sealCredential(ring, { app, id, vendor: 'acme' }, 1, { secret: 'x' });
      const when = { nowMs: 1000, effectiveAfterMs: 0 };
      return createCertificate(
        { id, app, vendor: 'acme', name: 'Acme', settings: {}, credential, ends: null },
        when,
      );
    };
    for (let i = 0; i < 3; i += 1) await store.create(draft, by);
  }
  await toldTimes(6);
});
afterAll(async () => {
  await outbox?.onApplicationShutdown();
  await stored?.drop();
});

const told = (): number => bus.published(certificateChanged).length;
const toldTimes = (count: number) => bus.next(certificateChanged, () => told() >= count);
const workerOf = (republishEveryMs: number): RepublishWorker =>
  new RepublishWorker(store, ring, new FakeClock(), { ...limits, republishEveryMs });

describe('republishing', () => {
  it('tells each certificate of each app once more, exactly as before', async () => {
    const before = bus.published(certificateChanged);
    expect(await workerOf(0).republish()).toEqual({ told: 6, unreadable: [] });
    await toldTimes(12);
    const again = bus.published(certificateChanged).slice(6);
    const byId = (events: typeof again) => [...events].sort((a, b) => a.certificateId - b.certificateId);
    expect(byId(again)).toEqual(byId(before));
  });

  it('runs one round at a time, whoever asks', async () => {
    const worker = workerOf(0);
    const round = worker.republish();
    expect(worker.republish()).toBe(round);
    await round;
    const next = worker.republish();
    expect(next).not.toBe(round);
    await next;
  });

  it('comes by itself once a day, and no more after the stop', async () => {
    jest.useFakeTimers({
      doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'Date', 'queueMicrotask'],
    });
    try {
      await bus.next(certificateChanged, () => told() === 24);
      const before = told();
      const worker = workerOf(DAY_MS);
      worker.onApplicationBootstrap();
      jest.advanceTimersByTime(DAY_MS - 1);
      expect(told()).toBe(before);
      jest.advanceTimersByTime(1);
      await toldTimes(before + 6);
      await worker.beforeApplicationShutdown();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
