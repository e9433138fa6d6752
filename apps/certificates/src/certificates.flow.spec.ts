import {
  certificateChanged,
  type CertificateChanged,
  receiptContextOf,
  sealContextOf,
} from '@offline-push/contracts';
import { KeyRing } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';
import type { CertificateAnswer, CertificateList } from './certificates/http/answers';
import { type Answer, RunningService } from '../fixtures/running-service';

const MINUTES = 60_000;
const ring = KeyRing.parse(
  JSON.stringify({
    keys: ['k1', 'k2'].map((id) => ({ id, key: createHash('sha256').update(id).digest('base64') })),
  }),
);

const settings = {
  packageName: 'com.example.im',
  appId: '2882303761',
  channelId: 'chat',
  click: { action: 'open-app' },
};
const aCertificate = (overrides: object = {}) => ({
  vendor: 'xiaomi',
  name: 'Xiaomi production',
  settings,
  credential: { appSecret: 'first-secret' },
  ...overrides,
});

let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
  for (const id of ['demo', 'other']) {
    await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id, name: id } });
  }
});
afterAll(() => service?.stop());

const create = (overrides: object = {}, headers: Record<string, string> = {}) =>
  service.call<CertificateAnswer>('POST', '/v1/apps/demo/certificates', {
    as: 'operator@demo',
    body: aCertificate(overrides),
    headers,
  });
const pathOf = (id: number, action = '') => `/v1/apps/demo/certificates/${id}${action}`;
const read = (id: number) => service.call<CertificateAnswer>('GET', pathOf(id), { as: 'viewer@demo' });
const etagOf = ({ headers }: Answer<unknown>): string => headers.get('etag') ?? 'none';
const edit = (id: number, etag: string | undefined, body: object) =>
  service.call<CertificateAnswer>('PUT', pathOf(id), {
    as: 'operator@demo',
    body: { name: 'Xiaomi production', settings, ...body },
    headers: etag === undefined ? {} : { 'if-match': etag },
  });
const told = (id: number, isIt: (event: CertificateChanged) => boolean = () => true) =>
  service.bus.next(certificateChanged, (event) => event.certificateId === id && isIt(event));
const openedBy = (event: Awaited<ReturnType<typeof told>>, index: number): unknown => {
  const { version, credential } = event.versions[index]!;
  const { app, certificateId, vendor } = event;
  return JSON.parse(ring.open(credential, sealContextOf({ app, certificateId, version, vendor })).toString());
};

describe('saving a certificate', () => {
  it('gives it a number, says when it counts, and tells the topic with the credential sealed', async () => {
    const created = await create();
    expect(created.status).toBe(201);
    const { id, version, effectiveAtMs, current, next } = created.body;
    expect(Number.isInteger(id)).toBe(true);
    expect(created.headers.get('location')).toBe(pathOf(id));
    expect(effectiveAtMs).toBe(service.clock.nowMs() + 10 * MINUTES);
    expect({ version, current, next }).toMatchObject({
      version: 1,
      current: null,
      next: { version: 1, effectiveAtMs, settings, credential: { set: true, version: 1 } },
    });
    const event = await told(id);
    expect(event).toMatchObject({
      app: 'demo',
      vendor: 'xiaomi',
      name: 'Xiaomi production',
      state: 'enabled',
    });
    expect(event.versions).toMatchObject([{ version: 1, effectiveAtMs, settings }]);
    expect(openedBy(event, 0)).toEqual({ appSecret: 'first-secret' });
    expect(await read(id)).toMatchObject({ status: 200, body: created.body });
  });

  it("passes the caller's trace on, but nothing that only looks like one", async () => {
    const traceparent = `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`;
    const traced = await create({}, { traceparent });
    const untraced = await create({}, { traceparent: 'x: y' });
    await told(untraced.body.id);
    const records = service.bus.records(certificateChanged.name);
    const traceOf = ({ body }: Answer<CertificateAnswer>) =>
      records.find(({ key }) => String(key) === String(body.id))?.headers['traceparent']?.toString();
    expect([traceOf(traced), traceOf(untraced)]).toEqual([traceparent, undefined]);
  });

  it('gives each certificate its own number, also across apps', async () => {
    const theirs = await service.call<CertificateAnswer>('POST', '/v1/apps/other/certificates', {
      as: 'operator@other',
      body: aCertificate(),
    });
    const ids = [(await create()).body.id, (await create()).body.id, theirs.body.id];
    expect(new Set(ids).size).toBe(3);
  });

  it('shows the version as waiting until its time and as current from then on', async () => {
    const { body, headers } = await create();
    service.clock.advanceMs(10 * MINUTES - 1);
    expect((await read(body.id)).body).toMatchObject({ current: null, next: { version: 1 } });
    service.clock.advanceMs(1);
    const due = await read(body.id);
    expect(due.body).toMatchObject({ current: { version: 1 }, next: null });
    expect(etagOf(due)).not.toBe(headers.get('etag'));
    expect((await edit(body.id, headers.get('etag') ?? '', { name: 'Still matches' })).status).toBe(200);
  });

  it('refuses an app that does not exist, and saves nothing', async () => {
    const refused = await service.call('POST', '/v1/apps/nobody/certificates', {
      as: 'admin@*',
      body: aCertificate(),
    });
    expect(refused.status).toBe(404);
  });

  it.each([
    ['open-url', { action: 'open-url', url: 'ftp://example.com' }, '/settings/click/url', 'http or https'],
    [
      'open-page',
      { action: 'open-page', page: 'example://chat' },
      '/settings/click/page',
      'intent:#Intent;…;end',
    ],
  ])('refuses a click %s that breaks its rule, and says the rule', async (_, click, pointer, rule) => {
    const refused = await create({ settings: { ...settings, click } });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'invalid-body', errors: [{ pointer, rule: expect.stringContaining(rule) }] },
    });
  });
});

describe('editing', () => {
  it('keeps the number and the version in force; the credential stays unless a new one is entered', async () => {
    const created = await create();
    service.clock.advanceMs(10 * MINUTES);
    const edited = await edit(created.body.id, etagOf(created), { settings: { ...settings, appId: '42' } });
    expect(edited.body).toMatchObject({
      id: created.body.id,
      version: 2,
      current: { version: 1, settings: { appId: settings.appId } },
      next: { version: 2, settings: { appId: '42' }, credential: { set: true, version: 1 } },
    });
    const event = await told(created.body.id, ({ versions }) => versions.length === 2);
    expect([openedBy(event, 0), openedBy(event, 1)]).toEqual([
      { appSecret: 'first-secret' },
      { appSecret: 'first-secret' },
    ]);
    const renewed = await edit(created.body.id, etagOf(edited), {
      credential: { appSecret: 'second-secret' },
    });
    expect(renewed.body).toMatchObject({ version: 3, current: { version: 1 }, next: { version: 3 } });
    const newest = await told(created.body.id, (e) => (e as typeof event).versions.at(-1)?.version === 3);
    expect([openedBy(newest, 0), openedBy(newest, 1)]).toEqual([
      { appSecret: 'first-secret' },
      { appSecret: 'second-secret' },
    ]);
  });

  it('makes no new version for a new name alone', async () => {
    const created = await create();
    const renamed = await edit(created.body.id, etagOf(created), { name: 'Other' });
    expect(renamed.body).toMatchObject({
      name: 'Other',
      version: 1,
      effectiveAtMs: created.body.effectiveAtMs,
    });
    expect(etagOf(renamed)).not.toBe(etagOf(created));
  });

  it('refuses who has not said what they saw, and who saw something older', async () => {
    const created = await create();
    const { id } = created.body;
    expect((await edit(id, undefined, { name: 'A' })).status).toBe(428);
    expect((await edit(id, '*', { name: 'A' })).status).toBe(428);
    expect((await edit(id, etagOf(created), { name: 'B' })).status).toBe(200);
    const late = await edit(id, etagOf(created), { name: 'C' });
    expect(late).toMatchObject({ status: 412, body: { code: 'changed-meanwhile' } });
    expect((await read(id)).body.name).toBe('B');
  });

  it('lets one of two operators through who save at the same moment', async () => {
    const created = await create();
    const rivals = ['11', '22', '33', '44'].map((appId) =>
      edit(created.body.id, etagOf(created), { settings: { ...settings, appId } }),
    );
    const answers = await Promise.all(rivals);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await read(created.body.id)).body).toEqual(winner.body);
  });

  it('FF 2.11: takes an ETag without its quotes, as a shell takes them away', async () => {
    const created = await create();
    const edited = await edit(created.body.id, etagOf(created).replaceAll('"', ''), { name: 'New' });
    expect(edited).toMatchObject({ status: 200, body: { name: 'New' } });
  });

  it('ignores no field that it does not know: an answer cannot be sent back as an edit', async () => {
    const created = await create();
    const sentBack = await edit(created.body.id, etagOf(created), created.body);
    expect(sentBack).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });
});

describe('disabling', () => {
  it('counts at once, is told, and can be taken back', async () => {
    const created = await create();
    const switchTo = (action: string, etag: string) =>
      service.call<CertificateAnswer>('POST', pathOf(created.body.id, action), {
        as: 'operator@demo',
        headers: { 'if-match': etag },
      });
    const disabled = await switchTo('/disable', etagOf(created));
    expect(disabled).toMatchObject({ status: 200, body: { state: 'disabled', version: 1 } });
    const event = await told(created.body.id, ({ state }) => state === 'disabled');
    expect(event.changedAtMs).toBeGreaterThan(created.body.changedAtMs);
    expect((await switchTo('/enable', etagOf(created))).status).toBe(412);
    expect((await switchTo('/enable', etagOf(disabled))).body.state).toBe('enabled');
    await told(
      created.body.id,
      ({ state, changedAtMs }) => state === 'enabled' && changedAtMs > event.changedAtMs,
    );
    const current = await read(created.body.id);
    service.clock.advanceMs(1000);
    const again = await switchTo('/enable', etagOf(current));
    expect(etagOf(again).split('.')[0]).toBe(etagOf(current).split('.')[0]);
    const { resumedAtMs } = again.body;
    expect(resumedAtMs).toBe(service.clock.nowMs());
    await told(created.body.id, (event) => event.resumedAtMs === resumedAtMs);
    const { headers, body } = await switchTo('/disable', etagOf(again));
    await told(created.body.id, ({ changedAtMs }) => changedAtMs === body.changedAtMs);
    const before = service.bus.published(certificateChanged).length;
    expect((await switchTo('/disable', headers.get('etag') ?? '')).status).toBe(200);
    expect(service.bus.published(certificateChanged)).toHaveLength(before);
  });
});

describe('a create with an Idempotency-Key', () => {
  it('may be sent again: same answer, one certificate', async () => {
    const headers = { 'idempotency-key': 'create-1' };
    const [first, second] = await Promise.all([create({}, headers), create({}, headers)]);
    service.clock.advanceMs(5 * MINUTES);
    const third = await create({}, headers);
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect([second.body, third.body]).toEqual([first.body, first.body]);
    expect(etagOf(third)).toBe(etagOf(first));
    await told(first.body.id);
    expect(
      service.bus.published(certificateChanged).filter((e) => e.certificateId === first.body.id),
    ).toHaveLength(1);
  });

  it('is refused with another body, and free again after a day', async () => {
    const headers = { 'idempotency-key': 'create-2' };
    const first = await create({}, headers);
    const other = await create({ name: 'Other' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    service.clock.advanceMs(24 * 60 * MINUTES + 1);
    const later = await create({ name: 'Other' }, headers);
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });
});

describe('lists', () => {
  it('give every certificate once, in order, page by page', async () => {
    for (let i = 0; i < 5; i += 1) await create({ name: `Page ${i}` });
    const seen: number[] = [];
    let next: string | undefined = '/v1/apps/demo/certificates?limit=3';
    while (next !== undefined) {
      const page: Answer<CertificateList> = await service.call<CertificateList>('GET', next, {
        as: 'viewer@demo',
      });
      expect(page.body.certificates.length).toBeLessThanOrEqual(3);
      seen.push(...page.body.certificates.map(({ id }) => id));
      next = page.body.next;
    }
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    const all = await service.call<CertificateList>('GET', '/v1/apps/demo/certificates?limit=200', {
      as: 'viewer@demo',
    });
    expect(seen).toEqual(all.body.certificates.map(({ id }) => id));
    expect(all.body.next).toBeUndefined();
  });
});

describe('the address of receipts', () => {
  it('is shown to operators, with one certificate, and proves itself by the key ring', async () => {
    const { id } = (await create()).body;
    const { body } = await service.call<CertificateAnswer>('GET', pathOf(id), { as: 'operator@demo' });
    const [, receipts, certificate, secret = ''] = (body.receiptPath ?? '').split('/');
    expect([receipts, certificate]).toEqual(['receipts', String(id)]);
    expect(ring.isMac(receiptContextOf({ app: 'demo', certificateId: id }), secret)).toBe(true);
    expect((await read(id)).body).not.toHaveProperty('receiptPath');
  });
});
