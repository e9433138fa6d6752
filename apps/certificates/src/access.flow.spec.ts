import type { CertificateAnswer } from './certificates/http/answers';
import { CALLERS, type CallerName, RunningService } from '../fixtures/running-service';

const CERTIFICATE = {
  vendor: 'xiaomi',
  name: 'Xiaomi',
  settings: { packageName: 'com.example.im', appId: '1', channelId: 'chat', click: { action: 'open-app' } },
  credential: { appSecret: 'a-secret' },
};

let service: RunningService;
let id: number;
beforeAll(async () => {
  service = await RunningService.start();
  for (const app of ['demo', 'other']) {
    await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: app, name: app } });
  }
  const path = '/v1/apps/demo/certificates';
  id = (await service.call<CertificateAnswer>('POST', path, { as: 'admin@demo', body: CERTIFICATE })).body.id;
});
afterAll(() => service?.stop());

const ALL_APPS_ADMIN: CallerName[] = ['admin@*'];
const OPERATORS: CallerName[] = ['admin@demo', 'admin@*', 'operator@demo', 'operator@*'];
const VIEWERS: CallerName[] = [...OPERATORS, 'viewer@demo', 'viewer@*'];
const READERS: CallerName[] = [...VIEWERS, 'service@demo', 'service@*'];

/** Who may call what on the app "demo". A route that is not listed here fails the test below. */
const MATRIX: Record<string, readonly CallerName[]> = {
  'post /v1/apps': ALL_APPS_ADMIN,
  'get /v1/apps': CALLERS,
  'get /v1/apps/{app}': READERS,
  'get /v1/apps/{app}/audit': VIEWERS,
  'get /v1/apps/{app}/certificates': READERS,
  'post /v1/apps/{app}/certificates': OPERATORS,
  'post /v1/apps/{app}/certificates:check': OPERATORS,
  'get /v1/apps/{app}/certificates/{certificate}': READERS,
  'put /v1/apps/{app}/certificates/{certificate}': OPERATORS,
  'delete /v1/apps/{app}/certificates/{certificate}': OPERATORS,
  'post /v1/apps/{app}/certificates/{certificate}/restore': OPERATORS,
  'post /v1/apps/{app}/certificates/{certificate}/resume': OPERATORS,
  'post /v1/apps/{app}/certificates/{certificate}/disable': OPERATORS,
  'post /v1/apps/{app}/certificates/{certificate}/probe': OPERATORS,
  'post /v1/apps/{app}/certificates/{certificate}/enable': OPERATORS,
  'post /v1/apps/{app}/certificates/{certificate}/check': OPERATORS,
  'get /v1/apps/{app}/certificates/{certificate}/versions': VIEWERS,
  'post /v1/apps/{app}/certificates/{certificate}/versions/{version}/cancel': OPERATORS,
  'post /v1/certificates:republish': ALL_APPS_ADMIN,
  'get /v1/vendors': CALLERS,
};

const call = (route: string, as: CallerName | undefined, app = 'demo') => {
  const [method = '', path = ''] = route.split(' ');
  const filled = path.replace('{app}', app).replace('{certificate}', String(id)).replace('{version}', '2');
  return service.call(method.toUpperCase(), filled, { as, ...(method !== 'get' && { body: {} }) });
};

describe('every route', () => {
  it('has its row in the matrix', async () => {
    const { body } = await service.operations<{ paths: Record<string, object> }>('/openapi.json');
    const routes = Object.entries(body.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .filter((route) => route.includes('/v1/'));
    expect(routes.sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it.each(Object.keys(MATRIX))('%s needs a key', async (route) => {
    expect((await call(route, undefined)).status).toBe(401);
  });

  it.each(Object.entries(MATRIX))('%s is for its callers only', async (route, allowed) => {
    for (const caller of CALLERS) {
      const { status } = await call(route, caller);
      const isLetIn = ![401, 403, 404].includes(status);
      expect([caller, isLetIn]).toEqual([caller, allowed.includes(caller)]);
    }
  });

  it.each(Object.keys(MATRIX).filter((route) => route.includes('{app}')))(
    '%s answers for another app as for one that never was',
    async (route) => {
      const theirs = await call(route, 'admin@other');
      const missing = await call(route, 'admin@other', 'never-was');
      expect([theirs.status, missing.status]).toEqual([404, 404]);
      expect(theirs.body).toEqual({
        ...missing.body,
        instance: theirs.body['instance'],
        traceId: theirs.body['traceId'],
      });
    },
  );
});

describe('a caller of one app', () => {
  it('sees that app alone in the list of apps', async () => {
    const theirs = await service.call('GET', '/v1/apps', { as: 'viewer@other' });
    expect(theirs.body).toMatchObject({ apps: [{ id: 'other' }] });
    const all = await service.call('GET', '/v1/apps', { as: 'viewer@*' });
    expect(all.body).toMatchObject({ apps: [{ id: 'demo' }, { id: 'other' }] });
  });

  it.each([
    ['GET', '/v1/apps/other'],
    ['GET', '/v1/apps/other/certificates'],
    ['GET', '/v1/apps/other/audit'],
  ])('newcomer 15: is told that its app was not made yet: %s %s', async (method, path) => {
    const isMade = await service.call(method, path, { as: 'viewer@other' });
    expect(isMade.status).toBe(200);
    const unmade = await service.call(method, path.replace('other', 'unmade'), { as: 'viewer@*' });
    expect(unmade.body).toMatchObject({ status: 404, code: 'not-found' });
    expect(unmade.body['detail']).toMatch(/^The app unmade was not made yet: .*POST \/v1\/apps/);
    const ofOthers = await service.call(method, path.replace('other', 'unmade'), { as: 'viewer@other' });
    expect(ofOthers.body['detail']).toBe('There is no such resource, or it is not yours.');
  });

  it('is listed page by page with apps whose ids are numbers', async () => {
    const body = { id: '1400000000', name: 'SDKAppID' };
    expect((await service.call('POST', '/v1/apps', { as: 'admin@*', body })).status).toBe(201);
    const first = await service.call('GET', '/v1/apps?limit=1', { as: 'viewer@*' });
    expect(first.body).toMatchObject({ apps: [{ id: '1400000000' }] });
    const next = await service.call('GET', String(first.body['next']), { as: 'viewer@*' });
    expect(next.body).toMatchObject({ apps: [{ id: 'demo' }] });
  });

  it('cannot reach a certificate of another app under its own path', async () => {
    const own = `/v1/apps/other/certificates/${id}`;
    expect((await service.call('GET', own, { as: 'operator@other' })).status).toBe(404);
    const disable = await service.call('POST', `${own}/disable`, {
      as: 'operator@other',
      headers: { 'if-match': '"1.0"' },
    });
    expect(disable.status).toBe(404);
    const audit = await service.call('GET', `/v1/apps/other/audit?certificate=${id}`, { as: 'viewer@other' });
    expect(audit.body).toEqual({ entries: [] });
    const found = await service.call('GET', `/v1/apps/demo/certificates/${id}`, { as: 'viewer@demo' });
    expect(found.body).toMatchObject({ state: 'enabled' });
  });
});

it('structure 18: the catalog says the form of every vendor, in English and Chinese, and no secret', async () => {
  const { status, body } = await service.call<{ vendors: { id: string; fields: object[] }[] }>(
    'GET',
    '/v1/vendors',
    {
      as: 'viewer@demo',
    },
  );
  expect(status).toBe(200);
  const xiaomi = body.vendors.find(({ id }) => id === 'xiaomi');
  expect(xiaomi?.fields).toContainEqual(
    expect.objectContaining({
      ...{ part: 'credential', name: 'appSecret', required: true },
      label: { en: 'AppSecret', zh: 'AppSecret' },
      hint: { en: expect.stringMatching(/^AppSecret of the app/), zh: expect.stringMatching(/^应用的/) },
    }),
  );
});
