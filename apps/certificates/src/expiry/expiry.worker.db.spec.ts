// Scenario 11, feature 29: a credential that ends is told a month, a week and a day before and when it is over; once, by however many pods.
import { aDatabase, FakeClock, MemoryBus, MemoryPublisher, type TestDatabase } from '@offline-push/testing';
import { Outbox } from '@offline-push/bus/outbox';
import { certificateExpiring } from '@offline-push/contracts';
import { KeyRing } from '@offline-push/service-kit';
import type { CredentialEnd } from '@offline-push/vendors/catalog';
import { register } from 'prom-client';
import { limits } from '../../fixtures/limits';
import { MIGRATIONS } from '../migrations/list';
import { CertificateStore } from '../certificates/certificate.store';
import { sealCredential } from '../certificates/credential-box';
import { createCertificate, editCertificate } from '../certificates/save-certificate';
import { deleteCertificate } from '../life/life';
import { AppStore } from '../tenants/app.store';
import { EndingStore } from './ending.store';
import { ExpiryWorker } from './expiry.worker';

const DAY_MS = 24 * 3_600_000;
const NOW = 1_790_000_000_000;
const END = NOW + 40 * DAY_MS;
const ring = KeyRing.parse(
  JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] }),
);
const by = { actor: 'ann', nowMs: NOW };

let stored: TestDatabase;
let bus: MemoryBus;
let outbox: Outbox;
let store: CertificateStore;
const clock = new FakeClock(NOW);
beforeAll(async () => {
  stored = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
  outbox = new Outbox(stored.database, new MemoryPublisher(bus, 'certificates'), 'certificates');
  store = new CertificateStore(stored.database, outbox);
  await new AppStore(stored.database).create({ id: 'demo', name: 'Demo', createdAtMs: NOW }, by);
});
afterAll(async () => {
  await outbox?.onApplicationShutdown();
  await stored?.drop();
});

const newWorker = () => new ExpiryWorker(new EndingStore(stored.database, outbox), ring, clock, limits);
async function saved(ends: CredentialEnd | null, vendor = 'apns'): Promise<number> {
  const created = await store.create((id) => {
    const owner = { app: 'demo', id, vendor };
    const credential = sealCredential(ring, owner, 1, { appSecret: 'x' });
    const draft = { ...owner, name: 'iPhone', settings: {}, credential, ends };
    return createCertificate(draft, { nowMs: NOW, effectiveAfterMs: 0 });
  }, by);
  if (!('certificate' in created)) throw new Error('not created');
  return created.certificate.id;
}
const toldOf = (id: number) =>
  bus.published(certificateExpiring).filter(({ certificateId }) => certificateId === id);
/** After a round in three pods at once, one of which has just started. */
async function daysToldAt(id: number, daysBefore: number, count: number): Promise<number[]> {
  clock.setMs(END - daysBefore * DAY_MS);
  await Promise.all([newWorker(), newWorker(), newWorker()].map((worker) => worker.look()));
  if (count > 0) await bus.next(certificateExpiring, () => toldOf(id).length >= count);
  return toldOf(id).map(({ daysLeft }) => daysLeft);
}
const secondsLeft = async (id: number) => {
  const metric = await register.getSingleMetric('offline_push_certificate_expires_seconds')?.get();
  return metric?.values.find(({ labels }) => labels['certificate'] === String(id))?.value;
};

it('is told once at each stage', async () => {
  const id = await saved({ what: 'p12', expiresAtMs: END });
  expect(await daysToldAt(id, 40, 0)).toEqual([]);
  expect(await daysToldAt(id, 30, 1)).toEqual([30]);
  expect(await daysToldAt(id, 29, 1)).toEqual([30]);
  expect(await secondsLeft(id)).toBe(29 * 86_400);
  expect(await daysToldAt(id, 7, 2)).toEqual([30, 7]);
  expect(await daysToldAt(id, 1, 3)).toEqual([30, 7, 1]);
  expect(await daysToldAt(id, -0.5, 4)).toEqual([30, 7, 1, 0]);
  expect(await daysToldAt(id, -9, 4)).toEqual([30, 7, 1, 0]);
  expect(await secondsLeft(id)).toBe(-9 * 86_400);
});

it('is not told of one that was renewed, though the version in force ends; nor of a deleted one', async () => {
  const renewed = await saved({ what: 'p12', expiresAtMs: END });
  await store.change({ app: 'demo', id: renewed }, 'certificate-edited', by, (found) => {
    const edit = { name: 'iPhone', settings: {}, hasCredential: true };
    const credential = sealCredential(ring, found, 2, { appSecret: 'y' });
    const kept = { credential, ends: { what: 'p12', expiresAtMs: END + 365 * DAY_MS } };
    return editCertificate(found, edit, kept, { nowMs: NOW, effectiveAfterMs: 600_000 });
  });
  const deleted = await saved({ what: 'p12', expiresAtMs: END });
  await store.change({ app: 'demo', id: deleted }, 'certificate-deleted', by, (found) =>
    deleteCertificate(found, NOW),
  );
  const control = await saved({ what: 'p12', expiresAtMs: END });
  expect(await daysToldAt(control, 5, 1)).toEqual([5]);
  expect([toldOf(renewed), toldOf(deleted)]).toEqual([[], []]);
  expect(await secondsLeft(deleted)).toBeUndefined();
});

it('is looked for in what was saved by a release that did not look', async () => {
  const id = await saved(null, 'xiaomi');
  await newWorker().look();
  expect((await store.find('demo', id))?.versions[0].ends).toMatchObject({ what: 'secret' });
});
