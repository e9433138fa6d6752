import { aDatabase, MemoryBus, MemoryPublisher, type TestDatabase } from '@offline-push/testing';
import { Outbox } from '@offline-push/bus/outbox';
import { certificateChanged, problemsOf, type Sealed } from '@offline-push/contracts';
import { appCreated } from '../audit/audit-entry';
import { appendAudit, AuditStore } from '../audit/audit.store';
import { MIGRATIONS } from '../migrations/list';
import { AppStore } from '../tenants/app.store';
import type { Certificate } from './certificate';
import { CertificateStore, type Created } from './certificate.store';
import { createCertificate, editCertificate, switchCertificate } from './save-certificate';

const NOW = 1_790_000_000_000;
const by = { actor: 'ann', nowMs: NOW };
const when = { nowMs: NOW, effectiveAfterMs: 600_000 };
const boxOf = (text: string): Sealed => ({
  keyId: 'k1',
  nonce: 'AAAAAAAAAAAAAAAA',
  box: text.padEnd(22, '-'),
});

const keptAs = (text: string) => ({ credential: boxOf(text), ends: null });

let stored: TestDatabase;
let bus: MemoryBus;
let outbox: Outbox;
let store: CertificateStore;
let audit: AuditStore;

beforeAll(async () => {
  stored = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
  outbox = new Outbox(stored.database, new MemoryPublisher(bus, 'certificates'), 'certificates');
  store = new CertificateStore(stored.database, outbox);
  audit = new AuditStore(stored.database);
  const apps = new AppStore(stored.database);
  for (const id of ['demo', 'other']) await apps.create({ id, name: id, createdAtMs: NOW }, by);
});
afterAll(async () => {
  await outbox?.onApplicationShutdown();
  await stored?.drop();
});

const draftOf =
  (app: string, settings = {}) =>
  (id: number) =>
    createCertificate(
      { id, app, vendor: 'acme', name: 'Acme', settings, credential: boxOf('one'), ends: null },
      when,
    );

async function saved(app = 'demo', settings = {}): Promise<Certificate> {
  const created = await store.create(draftOf(app, settings), by);
  if (!('certificate' in created)) throw new Error('not created');
  return created.certificate;
}

const editedTo =
  (settings: Record<string, unknown>, nowMs = NOW) =>
  (found: Certificate) =>
    editCertificate(found, { name: found.name, settings, hasCredential: false }, keptAs('next'), {
      ...when,
      nowMs,
    });

const COUNT = {
  certificate: 'select count(*)::integer as n from certificate',
  outbox: 'select count(*)::integer as n from outbox',
  audit: 'select count(*)::integer as n from audit',
};
const rowsIn = async (table: keyof typeof COUNT): Promise<number> =>
  (await stored.database.dataSource.query(COUNT[table]))[0].n;

describe('a saved certificate', () => {
  it('comes back as it was', async () => {
    const settings = { text: 'ä "quoted" \\ 😀', list: [1, 2.5, null], deep: { yes: true } };
    const certificate = await saved('demo', settings);
    expect(await store.find('demo', certificate.id)).toEqual(certificate);
  });

  it('is nowhere in another app', async () => {
    const { id } = await saved();
    expect(await store.find('other', id)).toBeUndefined();
    const asked = await store.change({ app: 'other', id }, 'certificate-edited', by, () => {
      throw new Error('must not be asked');
    });
    expect(asked).toBeUndefined();
    expect((await store.list('other', { limit: 10 })).map((certificate) => certificate.id)).not.toContain(id);
  });

  it('keeps two versions and forgets the credentials of older ones', async () => {
    const { app, id } = await saved();
    for (const [i, nowMs] of [NOW + 1_000_000, NOW + 2_000_000, NOW + 3_000_000].entries()) {
      await store.change({ app, id }, 'certificate-edited', by, editedTo({ i }, nowMs));
    }
    const found = await store.find(app, id);
    expect(found?.versions.map(({ version, settings }) => [version, settings])).toEqual([
      [3, { i: 1 }],
      [4, { i: 2 }],
    ]);
    const kept = await stored.database.dataSource.query(
      'select version from certificate_version where certificate_id = $1 order by version',
      [id],
    );
    expect(kept).toEqual([{ version: 3 }, { version: 4 }]);
  });

  it('cannot be of an app that does not exist', async () => {
    const before = await rowsIn('certificate');
    expect(await store.create(draftOf('nobody'), by)).toEqual({ noSuchApp: true });
    expect(await rowsIn('certificate')).toBe(before);
  });
});

describe('a change', () => {
  it('sees the change before it whole, however many come at once', async () => {
    const { app, id } = await saved();
    const edits = Array.from({ length: 12 }, (_, i) =>
      store.change({ app, id }, 'certificate-edited', by, editedTo({ i }, NOW + 1_000_000)),
    );
    const revisions = (await Promise.all(edits)).map((certificate) => certificate?.revision);
    expect([...revisions].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 2),
    );
    expect((await store.find(app, id))?.versions.map(({ version }) => version)).toEqual([1, 13]);
  });

  it('that is refused leaves no row, no audit entry and no event', async () => {
    const { app, id } = await saved();
    await bus.next(certificateChanged, (event) => event.certificateId === id);
    const before = [
      await store.find(app, id),
      await rowsIn('audit'),
      bus.published(certificateChanged).length,
    ];
    const refusal = new Error('refused');
    const asked = store.change({ app, id }, 'certificate-edited', by, () => {
      throw refusal;
    });
    await expect(asked).rejects.toBe(refusal);
    const after = [
      await store.find(app, id),
      await rowsIn('audit'),
      bus.published(certificateChanged).length,
    ];
    expect(after).toEqual(before);
  });

  it('is told with times that grow, so that a reader knows the newest', async () => {
    const { app, id } = await saved();
    for (const state of ['disabled', 'enabled', 'disabled'] as const) {
      await store.change({ app, id }, 'certificate-disabled', by, (found) =>
        switchCertificate(found, state, NOW),
      );
    }
    await bus.next(certificateChanged, (e) => e.certificateId === id && e.changedAtMs === NOW + 3);
    const events = bus.published(certificateChanged).filter(({ certificateId }) => certificateId === id);
    expect(events.map(({ state, changedAtMs }) => [state, changedAtMs - NOW])).toEqual([
      ['enabled', 0],
      ['disabled', 1],
      ['enabled', 2],
      ['disabled', 3],
    ]);
    expect(events.flatMap((event) => problemsOf(certificateChanged, event))).toEqual([]);
  });

  it('that was saved while the bus was away is told when it is back', async () => {
    bus.disconnect();
    const { id } = await saved();
    expect(bus.published(certificateChanged).map((event) => event.certificateId)).not.toContain(id);
    expect(await rowsIn('outbox')).toBeGreaterThan(0);
    bus.reconnect();
    await bus.next(certificateChanged, (event) => event.certificateId === id);
  });
});

describe('the audit', () => {
  it('tells who did what, newest first, before and after, page by page', async () => {
    const { app, id } = await saved();
    await store.change(
      { app, id },
      'certificate-edited',
      { actor: 'bea', nowMs: NOW + 5 },
      editedTo({ a: 1 }),
    );
    const [edited, created] = await audit.list(app, { certificateId: id, limit: 10 });
    expect(edited).toMatchObject({
      actor: 'bea',
      action: 'certificate-edited',
      atMs: NOW + 5,
      before: { revision: 1, versions: [{ version: 1, settings: {} }] },
      after: { revision: 2, versions: [{ version: 2, settings: { a: 1 }, sealedWith: 'k1' }] },
    });
    expect(created).toMatchObject({ actor: 'ann', action: 'certificate-created', before: null });
    expect(await audit.list(app, { certificateId: id, before: edited!.id, limit: 10 })).toEqual([created]);
    expect(JSON.stringify([edited, created])).not.toContain('box');
  });

  it('leaves out no entry where ids get another digit: FF 10.5, the ninth and the tenth entry', async () => {
    const app = 'of-many-edits';
    const written = Array.from({ length: 23 }, (_, i) => i);
    await stored.database.transaction(async (tx) => {
      for (const atMs of written)
        await appendAudit(tx, appCreated({ id: app, name: app }, { actor: 'ann', nowMs: atMs }));
    });
    const read: number[] = [];
    for (let before: string | undefined; read.length <= written.length; ) {
      const page = (await audit.list(app, { before, limit: 5 })).slice(0, 5);
      if (page.length === 0) break;
      read.push(...page.map(({ atMs }) => atMs));
      before = page.at(-1)?.id;
    }
    expect(read).toEqual(written.toReversed());
  });
});

describe('two creates with one Idempotency-Key', () => {
  const once = (caller: string, bodyHash: string) => ({
    request: { app: 'demo', caller, key: 'the-key', bodyHash },
    answerOf: ({ id }: Certificate) => ({ id }),
  });
  const idsOf = (created: Created<{ id: number }>): number | undefined =>
    'certificate' in created
      ? created.certificate.id
      : 'before' in created
        ? created.before.answer.id
        : undefined;

  it('make one certificate, also at the same moment', async () => {
    const before = await rowsIn('certificate');
    const asked = Array.from({ length: 6 }, () => store.create(draftOf('demo'), by, once('ann', 'same')));
    expect(new Set((await Promise.all(asked)).map(idsOf)).size).toBe(1);
    expect(await rowsIn('certificate')).toBe(before + 1);
  });

  it('are two if two callers sent them', async () => {
    const first = await store.create(draftOf('demo'), by, once('bea', 'same'));
    const second = await store.create(draftOf('demo'), by, once('cem', 'same'));
    expect(idsOf(first)).not.toBe(idsOf(second));
  });

  it('say what the first body was', async () => {
    await store.create(draftOf('demo'), by, once('dan', 'first'));
    expect(await store.create(draftOf('demo'), by, once('dan', 'second'))).toMatchObject({
      before: { bodyHash: 'first' },
    });
  });
});
