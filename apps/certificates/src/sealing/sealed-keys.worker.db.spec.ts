// Operations 2.4: a lost sealing key must not look green.
import { aDatabase, MemoryBus, MemoryPublisher, type TestDatabase } from '@offline-push/testing';
import { Outbox } from '@offline-push/bus/outbox';
import { KeyRing } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import { register } from 'prom-client';
import { MIGRATIONS } from '../migrations/list';
import { CertificateStore } from '../certificates/certificate.store';
import { sealCredential } from '../certificates/credential-box';
import { createCertificate } from '../certificates/save-certificate';
import { AppStore } from '../tenants/app.store';
import { SealedKeyStore } from './sealed-key.store';
import { SealedKeysWorker } from './sealed-keys.worker';

const keyOf = (bytes: string) => createHash('sha256').update(bytes).digest('base64');
const ringOf = (...keys: [id: string, bytes: string][]) =>
  KeyRing.parse(JSON.stringify({ keys: keys.map(([id, bytes]) => ({ id, key: keyOf(bytes) })) }));

let stored: TestDatabase;
let outbox: Outbox;
beforeAll(async () => {
  stored = await aDatabase(MIGRATIONS);
  outbox = new Outbox(stored.database, new MemoryPublisher(new MemoryBus(), 'certificates'), 'certificates');
  const store = new CertificateStore(stored.database, outbox);
  const by = { actor: 'ann', nowMs: 1000 };
  await new AppStore(stored.database).create({ id: 'demo', name: 'Demo', createdAtMs: 1000 }, by);
  for (const keyId of ['k1', 'k2', 'k2']) {
    await store.create((id) => {
      const owner = { app: 'demo', id, vendor: 'acme' };
      const credential = sealCredential(ringOf([keyId, keyId]), owner, 1, { secret: 'x' });
      const draft = { ...owner, name: 'Acme', settings: {}, credential, ends: null };
      return createCertificate(draft, { nowMs: 1000, effectiveAfterMs: 0 });
    }, by);
  }
});
afterAll(async () => {
  await outbox?.onApplicationShutdown();
  await stored?.drop();
});

const gauge = async () => {
  const metric = await register.getSingleMetric('offline_push_sealed_with_key')?.get();
  return metric?.values.map(({ labels, value }) => [labels['key'], labels['opens'], value]);
};

describe('operations 2.4: the keys of what is stored', () => {
  it.each<[string, KeyRing, string[], [string, string, number][]]>([
    [
      'a ring with both',
      ringOf(['k2', 'k2'], ['k1', 'k1']),
      [],
      [
        ['k1', 'yes', 1],
        ['k2', 'yes', 2],
      ],
    ],
    [
      'a ring without one of them',
      ringOf(['k1', 'k1']),
      ['2 credential(s) are sealed with key "k2"'],
      [
        ['k1', 'yes', 1],
        ['k2', 'no', 2],
      ],
    ],
    [
      'a ring in which one has other bytes',
      ringOf(['k1', 'other'], ['k2', 'k2']),
      ['1 credential(s) are sealed with key "k1"'],
      [
        ['k1', 'no', 1],
        ['k2', 'yes', 2],
      ],
    ],
  ])('%s', async (_, ring, notes, values) => {
    const worker = new SealedKeysWorker(new SealedKeyStore(stored.database), ring);
    await worker.look();
    expect(worker.notes()).toEqual(notes.map((words) => expect.stringContaining(words)));
    expect([worker.isReady(), await gauge()]).toEqual([true, values]);
  });
});
