// The versions of a certificate over HTTP, with PostgreSQL: both while one waits, a cancelled one, parts of a credential, who entered what.
import { certificateChanged, sealContextOf } from '@offline-push/contracts';
import { KeyRing } from '@offline-push/service-kit';
import type { CertificateAnswer, CertificateList } from '../certificates/http/answers';
import { ringOf, RunningService } from '../../fixtures/running-service';

const settings = { click: { action: 'open-app' }, channelId: 'chat' };
const credential = { appKey: 'the-key', masterSecret: 'the-first-secret' };
const list = '/v1/apps/demo/certificates';
const MINUTES = 60_000;

let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
  await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'demo', name: 'Demo' } });
});
afterAll(() => service?.stop());

const call = <T = CertificateAnswer>(method: string, path: string, body?: object, etag?: string | null) =>
  service.call<T>(method, path, {
    as: 'operator@demo',
    body,
    headers: etag === undefined || etag === null ? {} : { 'if-match': etag },
  });
const create = () =>
  call('POST', list, { vendor: 'oppo', name: 'OPPO', settings, credential, effective: 'now' });
const tagOf = async (path: string) => (await call('GET', path)).headers.get('etag');
const edit = async (path: string, more: object) =>
  call('PUT', path, { name: 'OPPO', settings, ...more }, await tagOf(path));

interface Past {
  version: number;
  state: string;
  savedBy: string;
  fingerprint: string;
  credentialVersion: number;
}
const versionsOf = async (path: string) =>
  (await call<{ versions: Past[] }>('GET', `${path}/versions`)).body.versions;

/** What dispatch would open of the newest version. */
async function credentialOf({ id, changedAtMs }: CertificateAnswer): Promise<unknown> {
  const event = await service.bus.next(
    certificateChanged,
    (told) => told.certificateId === id && told.changedAtMs === changedAtMs,
  );
  const newest = event.versions.at(-1);
  if (newest === undefined) throw new Error('an event without a version');
  const { app, vendor } = event;
  const context = sealContextOf({ app, certificateId: id, version: newest.version, vendor });
  return JSON.parse(
    KeyRing.parse(ringOf(['k1']))
      .open(newest.credential, context)
      .toString(),
  );
}

it('console 3: a cancelled version never comes into force, and its number is not used again', async () => {
  const { id } = (await create()).body;
  const path = `${list}/${id}`;
  await edit(path, { settings: { ...settings, channelId: 'other' } });
  const waiting = (await call('GET', path)).body;
  expect([waiting.current?.version, waiting.next?.version]).toEqual([1, 2]);

  expect(await call('POST', `${path}/versions/1/cancel`, undefined, await tagOf(path))).toMatchObject({
    ...{ status: 409, body: { code: 'version-in-force' } },
  });
  expect((await call('POST', `${path}/versions/9/cancel`, undefined, await tagOf(path))).status).toBe(404);
  expect((await call('POST', `${path}/versions/2/cancel`)).status).toBe(428);
  const cancelled = await call('POST', `${path}/versions/2/cancel`, undefined, await tagOf(path));
  expect(cancelled).toMatchObject({ status: 200, body: { version: 1, next: null, current: { version: 1 } } });
  await service.bus.next(
    certificateChanged,
    (event) =>
      event.certificateId === id &&
      event.versions.length === 1 &&
      event.changedAtMs === cancelled.body.changedAtMs,
  );

  const third = await edit(path, { settings: { ...settings, channelId: 'third' } });
  expect(third.body.next?.version).toBe(3);
  service.clock.advanceMs(10 * MINUTES);
  expect((await call('GET', path)).body.current?.settings).toEqual({ ...settings, channelId: 'third' });
  expect((await versionsOf(path)).map(({ version, state }) => [version, state])).toEqual([
    [3, 'in-force'],
    [2, 'cancelled'],
    [1, 'superseded'],
  ]);
});

it('a first version that waits cannot be cancelled: nothing would be left', async () => {
  const { id } = (await call('POST', list, { vendor: 'oppo', name: 'OPPO', settings, credential })).body;
  const path = `${list}/${id}`;
  const refused = await call<{ code: string }>(
    'POST',
    `${path}/versions/1/cancel`,
    undefined,
    await tagOf(path),
  );
  expect([refused.status, refused.body.code]).toEqual([409, 'only-version']);
});

it('a version that another one replaces before its time says so', async () => {
  const path = `${list}/${(await create()).body.id}`;
  await edit(path, { settings: { ...settings, channelId: 'b' } });
  await edit(path, { settings: { ...settings, channelId: 'c' } });
  expect((await versionsOf(path)).map(({ version, state }) => [version, state])).toEqual([
    [3, 'waiting'],
    [2, 'replaced'],
    [1, 'in-force'],
  ]);
});

it('console 5: a part of the secret changes alone, and the rest stays as it was saved', async () => {
  const { id } = (await create()).body;
  const path = `${list}/${id}`;
  const changed = await edit(path, {
    credentialChanges: { masterSecret: 'the-second-secret' },
    effective: 'now',
  });
  expect([changed.status, changed.body.version]).toEqual([200, 2]);
  expect(await credentialOf(changed.body)).toEqual({ appKey: 'the-key', masterSecret: 'the-second-secret' });

  const refused = await edit(path, { credentialChanges: { masterSecret: null } });
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/credential/masterSecret', rule: 'is missing' }] },
  });
  expect((await edit(path, { credential, credentialChanges: { appKey: 'x-y' } })).status).toBe(400);
  expect((await edit(path, { credentialChanges: { appKey: '123' } })).status).toBe(400);
  expect((await call('GET', path)).body.version).toBe(2);
});

it('says who entered a credential, when, and by which digits it is known', async () => {
  const [one, two] = [(await create()).body, (await create()).body];
  expect(one.current?.credential).toMatchObject({
    version: 1,
    enteredBy: 'operator-demo',
    enteredAtMs: service.clock.nowMs(),
  });
  expect(one.current?.credential.fingerprint).toMatch(/^[0-9a-f]{8}$/);
  expect(two.current?.credential.fingerprint).toBe(one.current?.credential.fingerprint);
  const path = `${list}/${two.id}`;
  await edit(path, { settings: { ...settings, channelId: 'kept' } });
  const other = await edit(path, { credentialChanges: { masterSecret: 'another' } });
  expect(other.body.next?.credential.fingerprint).not.toBe(one.current?.credential.fingerprint);
  expect(await versionsOf(path)).toMatchObject([
    { version: 3, credentialVersion: 3, savedBy: 'operator-demo' },
    { version: 2, credentialVersion: 1, fingerprint: one.current?.credential.fingerprint },
    { version: 1, credentialVersion: 1 },
  ]);
});

it('an edit may be checked before it is saved, with the saved credential where it brings none', async () => {
  const path = `${list}/${(await create()).body.id}`;
  const before = (await call('GET', path)).body.version;
  const check = await call<{ probe: { result: string }; effectiveAtMs: number }>('POST', `${path}/check`, {
    name: 'OPPO',
    settings,
  });
  expect(check).toMatchObject({
    status: 200,
    body: { probe: { result: 'unknown' }, effectiveAtMs: service.clock.nowMs() + 10 * MINUTES },
  });
  const wrong = await call<{ errors: object[] }>('POST', `${path}/check`, {
    name: 'OPPO',
    settings: { click: { action: 'open-url', url: 'ftp://x' } },
  });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/settings/click/url' }] } });
  expect((await call('GET', path)).body.version).toBe(before);
});

it('the list says how long a saved version waits', async () => {
  expect((await call<CertificateList>('GET', list)).body.effectiveAfterMs).toBe(10 * MINUTES);
});
