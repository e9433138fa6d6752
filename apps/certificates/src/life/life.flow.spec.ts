// A certificate's life over HTTP, with PostgreSQL: deleted, restored, tried again, in force at once; and what others found out about it.
import {
  certificateChanged,
  type CertificateChanged,
  certificateJudged,
  certificateUsed,
} from '@offline-push/contracts';

import type { CertificateAnswer, CertificateList } from '../certificates/http/answers';
import { eventually } from '../../fixtures/eventually';
import { type Answer, RunningService } from '../../fixtures/running-service';

const settings = {
  packageName: 'com.example.im',
  appId: '1',
  channelId: 'chat',
  click: { action: 'open-app' },
};
const MINUTES = 60_000;
const list = '/v1/apps/demo/certificates';

let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
  await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'demo', name: 'Demo' } });
});
afterAll(() => service?.stop());

const call = <T = CertificateAnswer>(method: string, path: string, body?: object, etag?: string) =>
  service.call<T>(method, path, {
    as: 'operator@demo',
    body,
    headers: etag === undefined ? {} : { 'if-match': etag },
  });
const create = (more: object = {}) =>
  call('POST', list, {
    ...{ vendor: 'xiaomi', name: 'Xiaomi', settings, credential: { appSecret: 'a-secret' } },
    ...more,
  });
const etagOf = ({ headers }: Answer<unknown>): string => headers.get('etag') ?? 'none';
const pathOf = (id: number, action = ''): string => `${list}/${id}${action}`;
const read = (id: number) => call('GET', pathOf(id));
const idsIn = async (query = ''): Promise<number[]> =>
  (await call<CertificateList>('GET', `${list}?limit=200${query}`)).body.certificates.map(({ id }) => id);
const told = (id: number, isIt: (event: CertificateChanged) => boolean) =>
  service.bus.next(certificateChanged, (event) => event.certificateId === id && isIt(event));
const toldOf = (id: number) =>
  service.bus.published(certificateChanged).filter(({ certificateId }) => certificateId === id);
const actionsOf = async (id: number) =>
  (
    await call<{ entries: { action: string; after: Record<string, unknown> }[] }>(
      'GET',
      `/v1/apps/demo/audit?certificate=${id}`,
    )
  ).body.entries;
/** Bound phones, as device-bindings counted them, and as the service knows it by then. */
async function isUsed(certificateId: number, bindings: number): Promise<void> {
  const countedAtMs = service.clock.nowMs();
  await service.hear(certificateUsed, { certificateId, app: 'demo', bindings, countedAtMs });
  await eventually(async () => ((await read(certificateId)).body.bindings === bindings ? true : undefined));
}

describe('deleting', () => {
  it('scenario 7, feature 24: is refused while bindings name it, with their number, unless it is forced', async () => {
    const created = await create();
    const { id } = created.body;
    expect(created.body.bindings).toBeNull();
    await isUsed(id, 3);
    const refused = await call<{ code: string; detail: string }>(
      'DELETE',
      pathOf(id),
      undefined,
      etagOf(created),
    );
    expect([refused.status, refused.body.code]).toEqual([409, 'certificate-in-use']);
    expect(refused.body.detail).toMatch(/^3 binding.*bindings:move.*\?force=true/);
    expect((await read(id)).body.state).toBe('enabled');

    const forced = await call('DELETE', `${pathOf(id)}?force=true`, undefined, etagOf(created));
    expect(forced).toMatchObject({ status: 200, body: { id, state: 'deleted', bindings: 3 } });
    await told(id, ({ state }) => state === 'deleted');
    expect((await actionsOf(id))[0]).toMatchObject({
      action: 'certificate-deleted',
      after: { asked: { force: true, bindings: 3 } },
    });
  });

  it('needs If-Match, and takes a certificate without bindings at once', async () => {
    const created = await create();
    const { id } = created.body;
    expect((await call('DELETE', pathOf(id))).status).toBe(428);
    expect((await call('DELETE', pathOf(id), undefined, '"9.9"')).status).toBe(412);
    expect((await call('DELETE', `${pathOf(id)}?force=maybe`, undefined, etagOf(created))).status).toBe(400);
    await isUsed(id, 2);
    await isUsed(id, 0);
    const deleted = await call('DELETE', pathOf(id), undefined, etagOf(created));
    expect(deleted.body).toMatchObject({ state: 'deleted', deletedAtMs: service.clock.nowMs() });
    expect(deleted.body.deletedAt).toBe(new Date(service.clock.nowMs()).toISOString());
    await told(id, ({ state }) => state === 'deleted');
    const before = toldOf(id).length;
    expect((await call('DELETE', pathOf(id), undefined, etagOf(created))).status).toBe(200);
    expect([toldOf(id).length, (await actionsOf(id)).length]).toEqual([before, 2]);
  });

  it('leaves a row that only those see who ask for it, and that nobody can change', async () => {
    const created = await create();
    const { id } = created.body;
    const deleted = await call('DELETE', pathOf(id), undefined, etagOf(created));
    expect((await read(id)).body.state).toBe('deleted');
    expect(await idsIn()).not.toContain(id);
    expect(await idsIn('&deleted=true')).toContain(id);
    const page = await call<CertificateList>('GET', `${list}?limit=1&deleted=true`);
    expect(page.body.next).toContain('deleted=true');
    const edit = { name: 'Other', settings };
    const refusals = [
      await call('PUT', pathOf(id), edit, etagOf(deleted)),
      await call('POST', pathOf(id, '/disable'), undefined, etagOf(deleted)),
      await call('POST', pathOf(id, '/enable'), undefined, etagOf(deleted)),
      await call('POST', pathOf(id, '/probe')),
      await call('POST', pathOf(id, '/resume')),
    ];
    expect(refusals.map(({ status, body }) => [status, (body as unknown as { code: string }).code])).toEqual(
      refusals.map(() => [409, 'certificate-deleted']),
    );
  });

  it('scenario 8: a certificate that is created afterwards has another id', async () => {
    const created = await create();
    await call('DELETE', pathOf(created.body.id), undefined, etagOf(created));
    const next = await create();
    expect(next.body.id).toBeGreaterThan(created.body.id);
    expect(await idsIn('&deleted=true')).toEqual(expect.arrayContaining([created.body.id, next.body.id]));
  });

  it('is for operators of the app', async () => {
    const created = await create();
    for (const as of ['viewer@demo', 'service@demo'] as const) {
      for (const [method, action] of [
        ['DELETE', ''],
        ['POST', '/restore'],
        ['POST', '/resume'],
      ] as const)
        expect((await service.call(method, pathOf(created.body.id, action), { as })).status).toBe(403);
    }
    const foreign = await service.call('POST', pathOf(created.body.id, '/resume'), { as: 'operator@other' });
    expect([403, 404]).toContain(foreign.status);
  });
});

describe('restoring', () => {
  it('gives back the same id as it was, tells it, and asks to try the credential again', async () => {
    const created = await create();
    const { id } = created.body;
    const disabled = await call('POST', pathOf(id, '/disable'), undefined, etagOf(created));
    const deleted = await call('DELETE', pathOf(id), undefined, etagOf(disabled));
    expect((await call('POST', pathOf(id, '/restore'), undefined, etagOf(created))).status).toBe(412);
    service.clock.advanceMs(1000);
    const restored = await call('POST', pathOf(id, '/restore'), undefined, etagOf(deleted));
    expect(restored).toMatchObject({
      status: 200,
      body: { id, state: 'disabled', resumedAtMs: service.clock.nowMs() },
    });
    expect(restored.body).not.toHaveProperty('deletedAtMs');
    const event = await told(
      id,
      ({ state, changedAtMs }) => state === 'disabled' && changedAtMs > deleted.body.changedAtMs,
    );
    expect(event.resumedAtMs).toBe(service.clock.nowMs());
    expect(await idsIn()).toContain(id);
    expect((await actionsOf(id)).map(({ action }) => action)).toEqual([
      ...['certificate-restored', 'certificate-deleted'],
      ...['certificate-disabled', 'certificate-created'],
    ]);
  });

  it('changes nothing about one that is there', async () => {
    const created = await create();
    const again = await call('POST', pathOf(created.body.id, '/restore'));
    expect([again.status, etagOf(again)]).toEqual([200, etagOf(created)]);
    expect((await actionsOf(created.body.id)).length).toBe(1);
  });
});

describe('FF 1.11: trying a credential again', () => {
  it('is asked for by resume, saving as it is, and enabling: each is told, none makes a version', async () => {
    const created = await create();
    const { id } = created.body;
    const asks = [
      () => call('POST', pathOf(id, '/resume')),
      () => call('PUT', pathOf(id), { name: 'Xiaomi', settings }, etagOf(created)),
      () => call('POST', pathOf(id, '/enable'), undefined, etagOf(created)),
    ];
    for (const ask of asks) {
      service.clock.advanceMs(1000);
      const answer = await ask();
      expect(answer).toMatchObject({
        status: 200,
        body: { version: 1, resumedAtMs: service.clock.nowMs(), effectiveAtMs: created.body.effectiveAtMs },
      });
      expect(etagOf(answer).split('.')[0]).toBe(etagOf(created).split('.')[0]);
      const event = await told(id, ({ resumedAtMs }) => resumedAtMs === service.clock.nowMs());
      expect(event.versions).toHaveLength(1);
    }
    const actions = (await actionsOf(id)).map(({ action }) => action);
    expect(actions).toEqual([
      ...['certificate-enabled', 'certificate-edited', 'certificate-resumed', 'certificate-created'],
    ]);
  });

  it('is not asked for by a probe without a good answer', async () => {
    const created = await create();
    const probed = await call<{ result: string }>('POST', pathOf(created.body.id, '/probe'));
    expect(probed.body.result).toBe('unknown');
    expect((await read(created.body.id)).body).not.toHaveProperty('resumedAtMs');
  });
});

describe('in force at once (3.8, feature 27)', () => {
  it('is what a create and an edit may ask for, and the audit says that they did', async () => {
    const created = await create({ effective: 'now' });
    const { id } = created.body;
    expect(created.body).toMatchObject({
      effectiveAtMs: service.clock.nowMs(),
      effectiveAt: new Date(service.clock.nowMs()).toISOString(),
      current: { version: 1 },
      next: null,
    });
    const edit = { name: 'Xiaomi', settings: { ...settings, appId: '2' }, effective: 'now' };
    service.clock.advanceMs(1000);
    const edited = await call('PUT', pathOf(id), edit, etagOf(created));
    expect(edited.body).toMatchObject({ current: { version: 2 }, next: null });
    await told(id, ({ versions }) => versions.at(-1)?.effectiveAtMs === service.clock.nowMs());
    for (const { after } of await actionsOf(id)) expect(after['asked']).toEqual({ effective: 'now' });
  });

  it('brings forward the version that waits', async () => {
    const created = await create();
    const { id } = created.body;
    service.clock.advanceMs(MINUTES);
    const edit = { name: 'Xiaomi', settings, effective: 'now' };
    const hastened = await call('PUT', pathOf(id), edit, etagOf(created));
    expect(hastened.body).toMatchObject({ current: { version: 1 }, next: null, version: 1 });
    expect((await read(id)).body).toMatchObject({ effectiveAtMs: service.clock.nowMs() });
    await told(id, ({ versions }) => versions[0]?.effectiveAtMs === service.clock.nowMs());
  });

  it.each(['later', '', null, 5, 'NOW'])('refuses %j as a time', async (effective) => {
    const refused = await create({ effective });
    // null is absent, here as on the topics.
    expect(refused.status).toBe(effective === null ? 201 : 400);
  });
});

describe('an edit while a version waits', () => {
  it('FF 4.8: leaves that one its time', async () => {
    const created = await create();
    service.clock.advanceMs(9 * MINUTES);
    const edit = { name: 'Xiaomi', settings: { ...settings, appId: '3' } };
    const edited = await call('PUT', pathOf(created.body.id), edit, etagOf(created));
    expect(edited.body).toMatchObject({
      version: 2,
      effectiveAtMs: created.body.effectiveAtMs,
      current: null,
    });
    service.clock.advanceMs(MINUTES);
    expect((await read(created.body.id)).body.current).toMatchObject({ version: 2 });
  });
});

describe('health (FF 3, FF 4.4)', () => {
  const judged = (certificateId: number, more: object) => ({
    certificateId,
    app: 'demo',
    vendor: 'xiaomi',
    version: 1,
    state: 'refused' as const,
    sinceMs: 1_790_000_000_000,
    judgedAtMs: 1_790_000_060_000,
    ...more,
  });
  const becomes = (id: number, state: string) =>
    eventually(async () => {
      const { health } = (await read(id)).body;
      return health.state === state ? health : undefined;
    });

  it("a wrong AppSecret stands in the certificate's answer: since when, the vendor's words, when it is tried again", async () => {
    const created = await create();
    const { id } = created.body;
    expect(created.body.health).toEqual({ state: 'unknown' });
    const words = { code: '21301', says: 'auth failed', tryAgainAtMs: 1_790_000_120_000 };
    await service.hear(certificateJudged, judged(id, words));
    expect(await becomes(id, 'refused')).toEqual({
      state: 'refused',
      version: 1,
      sinceMs: 1_790_000_000_000,
      since: '2026-09-21T14:13:20.000Z',
      judgedAtMs: 1_790_000_060_000,
      judgedAt: '2026-09-21T14:14:20.000Z',
      ...words,
      tryAgainAt: '2026-09-21T14:15:20.000Z',
    });
    const before = await service.call('GET', pathOf(id), {
      as: 'operator@demo',
      headers: { 'if-none-match': etagOf(created) },
    });
    expect(before.status).toBe(200);
    const { certificates } = (await call<CertificateList>('GET', `${list}?limit=200`)).body;
    expect(certificates.find((one) => one.id === id)?.health.state).toBe('refused');
    const resumed = await call('POST', pathOf(id, '/resume'));
    expect(resumed.body.health.code).toBe('21301');
    await service.hear(certificateJudged, judged(id, { state: 'good', judgedAtMs: 1_790_000_130_000 }));
    expect(await becomes(id, 'good')).not.toHaveProperty('code');
  });

  it('a refusal of version 1 is not told as the state of version 2, which is in force', async () => {
    const created = await create({ effective: 'now' });
    const { id } = created.body;
    await service.hear(certificateJudged, judged(id, { code: '21301', says: 'auth failed' }));
    await becomes(id, 'refused');
    const edit = { name: 'Xiaomi', settings, credential: { appSecret: 'the-right-one' }, effective: 'now' };
    const saved = await call('PUT', pathOf(id), edit, etagOf(created));
    expect(saved.body.health).toEqual({
      state: 'unknown',
      version: 2,
      says: 'version 2 has not met the vendor yet; version 1 was refused: 21301 auth failed',
    });
    await service.hear(
      certificateJudged,
      judged(id, { version: 2, state: 'good', judgedAtMs: 1_790_000_130_000 }),
    );
    expect(await becomes(id, 'good')).toMatchObject({ version: 2 });
  });

  it('FF 2.2: a credential that no key opens stands there too, and in which words', async () => {
    const { id } = (await create()).body;
    const says = 'sealed with key k2, which is not in the ring';
    await service.hear(certificateJudged, judged(id, { state: 'unopened', says }));
    expect(await becomes(id, 'unopened')).toMatchObject({ version: 1, says });
  });

  it('an older word never takes the place of a newer one', async () => {
    const { id } = (await create()).body;
    await service.hear(certificateJudged, judged(id, { state: 'unopened', judgedAtMs: 1_790_000_090_000 }));
    await becomes(id, 'unopened');
    await service.hear(certificateJudged, judged(id, { state: 'good' }));
    await service.bus.idle();
    expect((await read(id)).body.health.state).toBe('unopened');
  });
});
