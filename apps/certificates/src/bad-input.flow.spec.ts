// The corpus of bad input (reliability notes, 5.5), as far as it fits an HTTP API: every refusal names field and rule, nothing changes,
// and nothing ever answers 5xx.
import { gzipSync } from 'node:zlib';
import { certificateChanged } from '@offline-push/contracts';
import type { CertificateAnswer } from './certificates/http/answers';
import { RunningService } from '../fixtures/running-service';

const settings = {
  packageName: 'com.example.im',
  appId: '1',
  channelId: 'chat',
  click: { action: 'open-app' },
};
const good = { vendor: 'xiaomi', name: 'Xiaomi', settings, credential: { appSecret: 'a-secret' } };
const path = '/v1/apps/demo/certificates';

let service: RunningService;
let etag: string;
beforeAll(async () => {
  service = await RunningService.start();
  await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'demo', name: 'Demo' } });
  const created = await service.call('POST', path, { as: 'operator@demo', body: good });
  etag = created.headers.get('etag') ?? '';
  await service.bus.next(certificateChanged);
});
afterAll(() => service?.stop());
afterEach(async () => {
  const { body } = await service.call<{ certificates: CertificateAnswer[] }>('GET', path, {
    as: 'viewer@demo',
  });
  expect(body.certificates.map(({ id, version, name }) => ({ id, version, name }))).toEqual([
    { id: 1, version: 1, name: 'Xiaomi' },
  ]);
  expect(service.bus.published(certificateChanged)).toHaveLength(1);
});

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const json = (name: string): string => JSON.stringify({ ...good, name });

describe('a body that is no JSON of ours', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, number]>([
    ['empty', '', 400],
    ['blank', ' ', 400],
    ['null', 'null', 400],
    ['true', 'true', 400],
    ['a number', '0', 400],
    ['a text', '"x"', 400],
    ['a list', '[]', 400],
    ['cut in a text', json('x').slice(0, 12), 400],
    ['followed by text', `${json('x')} x`, 400],
    ['with a trailing comma', '{"name":"x",}', 400],
    ['with single quotes', "{'name':'x'}", 400],
    ['with a byte order mark', bytes([0xef, 0xbb, 0xbf], json('x')), 400],
    ['UTF-16', new Uint8Array(Buffer.from(json('x'), 'utf16le')), 400],
    ['broken UTF-8', bytes('{"name":"', [0xc3, 0x28], '"}'), 400],
    ['overlong UTF-8', bytes('{"name":"', [0xc0, 0xaf], '"}'), 400],
    ['NaN', '{"name":NaN}', 400],
    ['nested without end', '['.repeat(100_000), 400],
    ['with __proto__', '{"__proto__":{"name":"x"}}', 400],
    ['too long', ' '.repeat(300_000), 413],
    [
      'with a hundred thousand keys',
      `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":0`).join(',')}}`,
      400,
    ],
    ['compressed, undeclared', new Uint8Array(gzipSync(json('x'))), 400],
  ])('%s', async (_, raw, status) => {
    const refused = await service.call('POST', path, { as: 'operator@demo', raw });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it.each([
    ['another type', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-7' }],
    ['a compressed body', { 'content-encoding': 'gzip' }],
  ])('%s', async (_, headers) => {
    const refused = await service.call('POST', path, { as: 'operator@demo', raw: json('x'), headers });
    expect(refused.status).toBe(415);
  });
});

describe('a field that breaks its rule is named', () => {
  const huge = 'x'.repeat(200_000);
  it.each<[string, object, string]>([
    ['no name', { name: undefined }, '/name'],
    ['empty name', { name: '' }, '/name'],
    ['a name of blanks', { name: '  ' }, '/name'],
    ['a name of ideographic spaces', { name: '\u3000\u3000' }, '/name'],
    ['NUL in a name', { name: 'a\u0000b' }, '/name'],
    ['half a surrogate pair', { name: '\ud800' }, '/name'],
    ['101 characters', { name: 'x'.repeat(101) }, '/name'],
    ['a list for a text', { name: ['x'] }, '/name'],
    ['a number for a text', { name: 1 }, '/name'],
    ['10,000 combining marks', { name: `a${'\u0301'.repeat(10_000)}` }, '/name'],
    ['a vendor that is a path', { vendor: '../xiaomi' }, '/vendor'],
    ['a vendor nobody knows', { vendor: 'nobody' }, '/vendor'],
    ['a vendor named like a method', { vendor: 'constructor' }, '/vendor'],
    ['a list for settings', { settings: [] }, '/settings'],
    ['null for settings', { settings: null }, '/settings'],
    ['a text for a credential', { credential: 'secret' }, '/credential'],
    [
      'a secret with blanks at its ends',
      { credential: { appSecret: ' a-secret ' } },
      '/credential/appSecret',
    ],
    ['a secret of 200,000 characters', { credential: { appSecret: huge } }, '/credential/appSecret'],
    ['NUL in a setting', { settings: { ...settings, channelId: 'a\u0000' } }, '/settings/channelId'],
    ['a setting nobody knows', { settings: { ...settings, appSecret: 'x' } }, '/settings/appSecret'],
    ['constructor as a setting', { settings: { ...settings, constructor: {} } }, '/settings/constructor'],
    ['a script as URL', click('open-url', { url: 'javascript:alert(1)' }), '/settings/click/url'],
    ['a file as URL', click('open-url', { url: 'file:///etc/passwd' }), '/settings/click/url'],
    ['CR LF in a URL', click('open-url', { url: 'https://a/\r\nx: y' }), '/settings/click/url'],
    ['a URL of 64 KB', click('open-url', { url: `https://a/${'x'.repeat(65_536)}` }), '/settings/click/url'],
    [
      'a page without an end',
      click('open-page', { page: 'intent:#Intent;action=x' }),
      '/settings/click/page',
    ],
    ['a field of the answer', { id: 7 }, '/id'],
    ['an app in the body', { app: 'other' }, '/app'],
  ])('%s', async (_, wrong, pointer) => {
    const refused = await service.call('POST', path, { as: 'operator@demo', body: { ...good, ...wrong } });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(refused.body['errors']).toContainEqual({ pointer, rule: expect.stringMatching(/\w+/) });
    expect(refused.text.length).toBeLessThan(5000);
  });

  function click(action: string, rest: object): object {
    return { settings: { ...settings, click: { action, ...rest } } };
  }
});

describe('a path', () => {
  it.each([
    '/v1/apps/demo/certificates/0',
    '/v1/apps/demo/certificates/01',
    '/v1/apps/demo/certificates/1.0',
    '/v1/apps/demo/certificates/-1',
    '/v1/apps/demo/certificates/2147483648',
    '/v1/apps/demo/certificates/9223372036854775808',
    '/v1/apps/demo/certificates/1e0',
    "/v1/apps/demo/certificates/1'%20or%201=1--",
    '/v1/apps/demo/certificates/..%2f..%2fother',
    '/v1/apps/demo/certificates/%00',
    '/v1/apps/demo/certificates/constructor',
    '/v1/apps/%00/certificates',
    '/v1/apps/%ff/certificates',
    '/v1/apps/DEMO/certificates',
    '/v1/apps/de%6do%20/certificates/1',
    '/v1/apps/__proto__',
    `/v1/apps/${'x'.repeat(4000)}`,
    '/v1/apps/demo/certificates/1/delete',
  ])('%s leads nowhere', async (to) => {
    const refused = await service.call('GET', to, { as: 'admin@*' });
    expect([400, 404]).toContain(refused.status);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('a query', () => {
  it.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=1e1', '/limit'],
    ['limit=abc', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['cursor=%00', '/cursor'],
    ['cursor=AAAA', '/cursor'],
    ["cursor=' or 1=1--", '/cursor'],
    [`cursor=${Buffer.from("1:1' or 1=1--").toString('base64url')}`, '/cursor'],
    [`cursor=${Buffer.from('1:99999999999').toString('base64url')}`, '/cursor'],
    [`cursor=${Buffer.from('1:2147483648').toString('base64url')}`, '/cursor'],
    ['order=name;drop table certificate', '/order'],
    ['__proto__[x]=1', '/__proto__[x]'],
  ])('%s is refused', async (query, pointer) => {
    const refused = await service.call('GET', `${path}?${query}`, { as: 'viewer@demo' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-query' } });
    expect(refused.body['errors']).toContainEqual({ pointer, rule: expect.stringMatching(/\w+/) });
  });
});

describe('a header', () => {
  it.each([['x'.repeat(256)], ['with blank'], ['é']])('Idempotency-Key %j is refused', async (key) => {
    const headers = { 'idempotency-key': key };
    const refused = await service.call('POST', path, { as: 'operator@demo', body: good, headers });
    expect(refused).toMatchObject({ status: 400, body: { code: 'bad-idempotency-key' } });
  });

  it.each<[string, number, string, RegExp]>([
    ['"', 400, 'bad-if-match', /"7\.3"/],
    ['"1', 400, 'bad-if-match', /with its quotes/],
    [`"${'9'.repeat(5000)}.1"`, 400, 'bad-if-match', /with its quotes/],
    ["' or 1=1--", 400, 'bad-if-match', /with its quotes/],
    ['W/"1.0"', 412, 'weak-etag', /without the W/],
    ['""', 412, 'other-etag', /no ETag of a certificate/],
    ['"2.0"', 412, 'changed-meanwhile', /since you read it/],
    ['2.0', 412, 'changed-meanwhile', /since you read it/],
    ['*', 428, 'if-match-required', /"\*" would/],
  ])(
    'FF 2.11: If-Match %.20s is answered by what is wrong with it',
    async (ifMatch, status, code, detail) => {
      const refused = await service.call('PUT', `${path}/1`, {
        as: 'operator@demo',
        body: { name: 'Other', settings },
        headers: { 'if-match': ifMatch },
      });
      expect(refused).toMatchObject({ status, body: { code, detail: expect.stringMatching(detail) } });
      expect(etag).toBe('"1.0"');
    },
  );
});

describe('names that are trouble elsewhere', () => {
  it.each([
    '<script>alert(1)</script>',
    '${jndi:ldap://x}',
    '{{7*7}}',
    "'; drop table app;--",
    '=cmd',
    'é',
    'e\u0301',
    '👨‍👩‍👧 群',
    'می‌خواهم',
  ])('%j is kept as it is and harms nothing here', async (name) => {
    const app = `app-${Buffer.from(name).toString('hex').slice(0, 20)}`;
    const created = await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: app, name } });
    expect(created).toMatchObject({ status: 201, body: { name } });
    expect((await service.call('GET', `/v1/apps/${app}`, { as: 'viewer@*' })).body).toMatchObject({ name });
  });

  it.each([
    ['ESC', '\u001b[31m'],
    ['a line end', 'a\nb'],
    ['DEL', 'a\u007f'],
    ['C1', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['an override', '\u202eevil'],
    ['an isolate', 'a\u2066b'],
    ['a mark', 'a\u200fb'],
    ['the Arabic mark', 'a\u061cb'],
    ['half a surrogate pair', 'a\ud83d'],
    ['nothing to see', '\u200b\u200d'],
  ])('FF 2.9: %s is in no name', async (_, name) => {
    const rule = expect.stringMatching(/control characters.*direction marks.*surrogates/);
    const app = await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id: 'bad', name } });
    const certificate = await service.call('POST', path, { as: 'operator@demo', body: { ...good, name } });
    for (const refused of [app, certificate])
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/name', rule }] } });
  });

  it.each(['Demo', 'de mo', '-1demo', '', 'x'.repeat(33), 'de_mo', 'démo', '*'])(
    '%j is no id of an app',
    async (id) => {
      const refused = await service.call('POST', '/v1/apps', { as: 'admin@*', body: { id, name: 'x' } });
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/id' }] } });
    },
  );

  it('an app that exists is not created twice', async () => {
    const again = await service.call('POST', '/v1/apps', {
      as: 'admin@*',
      body: { id: 'demo', name: 'Mine' },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'id-taken' } });
  });
});
